import { Container } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import type { ReactNode } from 'react'
import { AwayBar } from './away-bar.tsx'
import { ChangeNotice } from './change-notice.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { BottomNav } from './navigation.tsx'
import { useScrollToTop } from './use-scroll-to-top.ts'
import { useTellingPages } from './use-telling-pages.ts'

const words = { ko: { skip: '본문으로 건너뛰기' }, en: { skip: 'Skip to the content' } }

/** What stands around every page: header, messages, footer, and on phones the navigation below. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useWords(words)
  useScrollToTop()
  useTellingPages()
  return (
    <>
      <a href="#content" className="skip-link">
        {say.skip}
      </a>
      <Header />
      <AwayBar />
      <Container component="main" id="content" tabIndex={-1} size="xl" py="lg" px="var(--shop-gutter)">
        {children}
      </Container>
      <ChangeNotice />
      <Footer />
      <BottomNav />
    </>
  )
}
