import './mantine.css'
import '@mantine/notifications/styles.css'
import './page.css'
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider, useWords } from './language.tsx'
import { theme } from './theme.ts'

/**
 * Asks whatever the browser holds of its network: without one a server on this machine can be reached all the same, and one
 * that cannot is an error that people see, not a question or a change that waits in silence.
 */
const networkMode = 'always'
const queries = new QueryClient({
  defaultOptions: {
    queries: { networkMode, retry: mayPass, refetchOnReconnect: true, refetchOnWindowFocus: false, staleTime: 5_000 },
    mutations: { networkMode },
  },
})

/** Puts a page into the document's `#root`, with theme, language, messages and the cache of answers around it. */
export function renderPage(page: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The document has no element #root to render into.')
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <Themed>
          <QueryClientProvider client={queries}>
            <Notifications position="bottom-center" limit={3} />
            {page}
          </QueryClientProvider>
        </Themed>
      </LanguageProvider>
    </StrictMode>,
  )
}

const words = { en: { close: 'Close' }, ko: { close: '닫기' } }

/** The theme, in which the button that closes a message has a name in the language that is spoken, and its words have contrast. */
function Themed({ children }: { readonly children: ReactNode }) {
  const { close } = useWords(words)
  const named = useMemo(() => {
    const defaultProps = { closeButtonProps: { 'aria-label': close } }
    const styles = { description: { color: 'var(--mantine-color-text)' } }
    return mergeThemeOverrides(theme, { components: { Notification: { defaultProps, styles } } })
  }, [close])
  return (
    <MantineProvider theme={named} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}

/** Once more after what may pass by itself; a "no" of the server stays one. */
function mayPass(failures: number, error: unknown): boolean {
  const { status } = error as { readonly status?: number }
  return failures < 1 && (status === undefined || status === 0 || status >= 500)
}
