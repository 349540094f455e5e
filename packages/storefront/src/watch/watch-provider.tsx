import { useDocumentVisibility } from '@mantine/hooks'
import { useSubscriptions } from '@nunchi/sdk/react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSheet } from '../item/use-sheet.ts'
import { AlertListener } from './alert-listener.tsx'
import { WatchContext, type WatchItem } from './watch-context.ts'

const WatchSheet = lazy(() => import('./watch-sheet.tsx').then(({ WatchSheet }) => ({ default: WatchSheet })))

/**
 * Knows what the person waits for, and listens for alerts while they wait for something and see the page: a browser keeps six
 * connections to a server, so tabs in the back hold none.
 */
export function WatchProvider({ children }: { readonly children: ReactNode }) {
  const mine = useSubscriptions()
  const { item, isOpen, open, close } = useSheet<WatchItem>()
  const isSeen = useDocumentVisibility() === 'visible'
  const waits = (mine.data?.subscriptions.length ?? 0) > 0
  return (
    <WatchContext value={{ mine, open }}>
      {children}
      {isSeen && waits && <AlertListener />}
      {item && (
        <Suspense>
          <WatchSheet item={item} isOpen={isOpen} close={close} />
        </Suspense>
      )}
    </WatchContext>
  )
}
