import { Button } from '@mantine/core'
import { EmptyState, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { Page } from './page.tsx'

const words = {
  en: {
    title: 'There is no such page',
    body: 'The address may be mistyped, or the page has moved.',
    back: 'To the overview',
  },
  ko: { title: '없는 페이지입니다', body: '주소가 잘못되었거나 페이지가 옮겨졌습니다.', back: '개요로 가기' },
}

/** For addresses that lead nowhere. */
export function NotFound() {
  const say = useWords(words)
  return (
    <Page title={say.title}>
      <EmptyState
        title={say.body}
        action={
          <Button component={Link} href="/" variant="default">
            {say.back}
          </Button>
        }
      />
    </Page>
  )
}
