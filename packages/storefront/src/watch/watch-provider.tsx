import { useDocumentVisibility } from '@mantine/hooks'
import { useSubscriptions } from '@nunchi/sdk/react'
import { lazy, type ReactNode, Suspense, useCallback } from 'react'
import { useSheet } from '../item/use-sheet.ts'
import { AlertListener } from './alert-listener.tsx'
import { WatchContext, type WatchItem, type WatchSubject } from './watch-context.ts'
import type { Wish } from './wish.ts'

const WatchSheet = lazy(() => import('./watch-sheet.tsx').then(({ WatchSheet }) => ({ default: WatchSheet })))

/**
 * Knows what the person waits for, and listens for alerts while they wait for something and see the page: a browser keeps six
 * connections to a server, so tabs in the back hold none.
 */
export function WatchProvider({ children }: { readonly children: ReactNode }) {
  const mine = useSubscriptions()
  const { item: subject, isOpen, open: show, close } = useSheet<WatchSubject>()
  const open = useCallback((item: WatchItem) => show({ about: 'product', item }), [show])
  const openWish = useCallback((wish: Wish) => show({ about: 'wish', wish }), [show])
  const isSeen = useDocumentVisibility() === 'visible'
  const waits = (mine.data?.subscriptions.length ?? 0) > 0
  return (
    <WatchContext value={{ mine, open, openWish }}>
      {children}
      {isSeen && waits && <AlertListener />}
      {subject && (
        <Suspense>
          <WatchSheet subject={subject} isOpen={isOpen} close={close} />
        </Suspense>
      )}
    </WatchContext>
  )
}
