import { Alert, Text } from '@mantine/core'
import { troubleOf, useLanguage, useWords } from '@nunchi/ui'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ServerReasons } from '../data/server-reasons.tsx'
import { useReady } from '../data/use-status.ts'

const words = {
  en: {
    away: 'The console asks again every few seconds and goes on by itself. What you entered stays here.',
    unready: 'The server is not ready yet',
    unreadyRemedy: 'Pages are still answered, but nothing new is taken. Look at the disk and at the log of the server.',
    back: 'The server is back.',
  },
  ko: {
    away: '몇 초마다 다시 확인하며, 연결되면 저절로 이어집니다. 입력한 내용은 그대로 있습니다.',
    unready: '서버가 아직 준비되지 않았습니다',
    unreadyRemedy: '페이지에는 답하지만 새로운 것은 받지 못합니다. 디스크와 서버 로그를 확인하세요.',
    back: '서버가 돌아왔습니다.',
  },
}

/** Says that the server is away or not ready; when it is back, everything that is shown is asked for anew. */
export function ServerBanner() {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { data, error } = useReady()
  const queries = useQueryClient()
  const wasAway = useRef(false)
  useEffect(() => {
    if (error) wasAway.current = true
    else if (wasAway.current) {
      wasAway.current = false
      void queries.invalidateQueries()
    }
  }, [error, queries])
  if (error)
    return (
      <Alert
        color="red"
        mb="lg"
        icon={<IconPlugConnectedX aria-hidden />}
        title={troubleOf(error, lang).title}
        role="alert"
      >
        {say.away}
      </Alert>
    )
  if (data && !data.ready)
    return (
      <Alert color="orange" mb="lg" title={say.unready} role="status">
        <Text size="sm">{say.unreadyRemedy}</Text>
        <ServerReasons reasons={data.reasons} />
      </Alert>
    )
  return null
}
