import { Button, Stack, Text } from '@mantine/core'
import { count, counted, useWords } from '@nunchi/ui'
import { IconBell } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useWatch } from '../watch/watch-context.ts'

const words = {
  ko: {
    some: (n: number) => `${count(n, 'ko')}개의 가격을 기다리고 있어요.`,
    none: '상품의 종을 누르면 원하는 가격이 될 때 알려 드려요.',
    see: '내 가격 알림 보기',
  },
  en: {
    some: (n: number) => `You wait for ${counted(n, 'price')}.`,
    none: 'Press the bell of a product, and you are told when its price is as you wish.',
    see: 'See my price alerts',
  },
}

/** How many prices the person waits for, and the way to them. */
export function MyWatches() {
  const { mine } = useWatch()
  const say = useWords(words)
  const waits = mine.data?.subscriptions.length ?? 0
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        {waits > 0 ? say.some(waits) : say.none}
      </Text>
      <Button component={Link} href="/watch" variant="default" leftSection={<IconBell size={18} aria-hidden />}>
        {say.see}
      </Button>
    </Stack>
  )
}
