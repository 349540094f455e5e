import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ErrorState, useWords } from '@nunchi/ui'
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { forgetKept } from '../app/kept.ts'
import { useShop } from '../app/shop.tsx'

const words = {
  ko: {
    hint: '행동 기록, 관심사, 찜, 설정을 서버와 이 브라우저에서 지우고 새 이름으로 시작해요. 되돌릴 수 없어요.',
    ask: '나를 잊게 하기',
    sure: '정말 모두 지울까요?',
    sureHint: '되돌릴 수 없어요. 먼저 내 데이터를 내려받아 두는 것이 좋아요.',
    no: '그만두기',
    yes: '모두 지우기',
    close: '닫기',
    scrubbing: '프로필은 지웠어요. 기록과 백업에서도 지우는 중이에요…',
    done: '기록과 백업에서도 모두 지웠어요. 이 기기는 이제 새 이름을 써요.',
  },
  en: {
    hint: 'Erases your events, interests, wishes and settings on the server and in this browser, and starts under a new name. It cannot be undone.',
    ask: 'Have me forgotten',
    sure: 'Erase all of it?',
    sureHint: 'This cannot be undone. You may want to download your data first.',
    no: 'Keep it',
    yes: 'Erase all',
    close: 'Close',
    scrubbing: 'Your profile is gone. Log and snapshots are being scrubbed…',
    done: 'Log and snapshots are scrubbed as well. This device has a new name now.',
  },
}

type Asked = { readonly number?: number }
const askedKey = ['erasure-asked'] as const

/** Erases the person, on the server and here, and shows how far the scrubbing is. */
export function Forgetting() {
  const { client, collector, drawer, renew } = useShop()
  const say = useWords(words)
  const queries = useQueryClient()
  const [isAsking, { open, close }] = useDisclosure(false)
  // Kept beside the answers, for the page begins anew when everything is gone.
  const { data: erasure } = useQuery<Asked>({
    queryKey: askedKey,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const forget = useMutation({
    mutationFn: async () => {
      await collector.flush()
      return client.forget()
    },
    onSuccess: async ({ erasure: number }) => {
      close()
      queries.setQueryData<Asked>(askedKey, { number })
      forgetKept(drawer)
      renew()
      await queries.resetQueries({ predicate: ({ queryKey: [key] }) => key !== 'config' && key !== askedKey[0] })
    },
  })
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        {say.hint}
      </Text>
      <Button color="red" variant="outline" onClick={open}>
        {say.ask}
      </Button>
      {erasure && <Scrubbing number={erasure.number} />}
      <Modal opened={isAsking} onClose={close} title={say.sure} centered closeButtonProps={{ 'aria-label': say.close }}>
        <Stack>
          <Text size="sm">{say.sureHint}</Text>
          {forget.error && <ErrorState error={forget.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say.no}
            </Button>
            <Button color="red" loading={forget.isPending} onClick={() => forget.mutate()}>
              {say.yes}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  )
}

function Scrubbing({ number }: { readonly number: number | undefined }) {
  const { client } = useShop()
  const say = useWords(words)
  const { data, error, refetch } = useQuery({
    queryKey: ['erasure', number],
    queryFn: ({ signal }) => client.erasure(number ?? 0, { signal }),
    enabled: number !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : 1_000),
  })
  if (error) return <ErrorState error={error} retry={refetch} />
  const isDone = number === undefined || data?.state === 'done'
  return (
    <Text size="sm" role="status" fw={600}>
      {isDone ? say.done : say.scrubbing}
    </Text>
  )
}
