import { Button } from '@mantine/core'
import { EmptyState, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { PageTitle } from './page-title.tsx'

const words = {
  ko: { title: '없는 페이지예요', text: '주소가 바뀌었거나 잘못 입력되었을 수 있어요.', home: '홈으로 가기' },
  en: {
    title: 'There is no such page',
    text: 'The address may have changed, or have a slip in it.',
    home: 'Go to the home',
  },
}

/** The address leads nowhere. */
export function NotFoundPage() {
  const say = useWords(words)
  return (
    <>
      <PageTitle title={say.title} />
      <EmptyState
        title="404"
        action={
          <Button component={Link} href="/" mt="sm">
            {say.home}
          </Button>
        }
      >
        {say.text}
      </EmptyState>
    </>
  )
}
