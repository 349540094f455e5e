import { Button, Stack, Text } from '@mantine/core'
import type { MyDataBody } from '@nunchi/protocol'
import { counted, download, ErrorState, useWords } from '@nunchi/ui'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { ifKnown } from '../app/if-known.ts'
import { useShop } from '../app/shop.tsx'

const words = {
  ko: {
    hint: '상점이 나에 대해 가진 모든 것을 JSON 파일로 받아요: 행동 기록, 관심사, 설정, 이름들, 알림 받을 곳.',
    get: '내 데이터 내려받기',
    got: (n: number) => (n > 0 ? `이벤트 ${n}개가 든 파일을 받았어요.` : '상점이 가진 것이 아무것도 없어요.'),
  },
  en: {
    hint: 'All that the shop has of you, as a JSON file: events, interests, settings, names, and where you are told of what you wait for.',
    get: 'Download my data',
    got: (n: number) => (n > 0 ? `A file with ${counted(n, 'event')} was downloaded.` : 'The shop has nothing of you.'),
  },
}

/** Everything that is kept of the person, as a file. */
export function MyData() {
  const { client, collector } = useShop()
  const say = useWords(words)
  const file = useMutation({
    mutationFn: async () => {
      await collector.flush()
      const data = await ifKnown<MyDataBody | undefined>(client.myData({}), undefined)
      if (!data) return 0
      download('nunchi-my-data.json', JSON.stringify(data, null, 2), 'application/json')
      return data.events.length
    },
  })
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        {say.hint}
      </Text>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        {say.get}
      </Button>
      <Text size="sm" role="status">
        {file.data !== undefined && say.got(file.data)}
      </Text>
      {file.error && <ErrorState error={file.error} />}
    </Stack>
  )
}
