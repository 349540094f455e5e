import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './page.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from './language.tsx'
import { theme } from './theme.ts'

const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayPass, refetchOnWindowFocus: false, staleTime: 5_000 } },
})

/** Puts a page into the document's `#root`, with theme, language, messages and the cache of answers around it. */
export function renderPage(page: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The document has no element #root to render into.')
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <LanguageProvider>
          <QueryClientProvider client={queries}>
            <Notifications position="bottom-center" limit={3} />
            {page}
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** Once more after what may pass by itself; a "no" of the server stays one. */
function mayPass(failures: number, error: unknown): boolean {
  const { status } = error as { readonly status?: number }
  return failures < 1 && (status === undefined || status === 0 || status >= 500)
}
