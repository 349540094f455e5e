import { Container, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useShop } from '../app/shop.tsx'
import css from './away-bar.module.css'

const words = {
  ko: { away: '서버에 연결할 수 없어요. 하신 일은 이 기기에 두었다가 연결되면 보낼게요. 다시 연결하는 중…' },
  en: { away: 'The server cannot be reached. What you do is kept on this device and sent later. Trying again…' },
}
const againMs = 3_000
const passing: ReadonlySet<unknown> = new Set(['NETWORK', 'TIMEOUT', 'STOPPING'])

/** Stands there while the server is away; asks after it, and has everything that failed asked again when it is back. */
export function AwayBar() {
  const say = useWords(words)
  const isAway = useIsAway()
  return (
    <div role="status" aria-live="polite">
      {isAway && (
        <div className={css.bar}>
          <Container size="xl" px="var(--shop-gutter)">
            <Text size="sm">{say.away}</Text>
          </Container>
        </div>
      )}
    </div>
  )
}

function useIsAway(): boolean {
  const queries = useQueryClient()
  const { collector } = useShop()
  const [isAway, setAway] = useState(!navigator.onLine)
  useEffect(() => {
    const away = () => setAway(true)
    window.addEventListener('offline', away)
    // Only what has just failed counts: answers that failed long ago are told of once more when they are thrown away.
    const forget = queries.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return
      if (passing.has((event.action.error as { code?: string }).code)) setAway(true)
    })
    return () => {
      window.removeEventListener('offline', away)
      forget()
    }
  }, [queries])
  useEffect(() => {
    if (!isAway) return
    const timer = setInterval(async () => {
      const isBack = await fetch('/readyz', { signal: AbortSignal.timeout(againMs) }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (!isBack) return
      setAway(false)
      await collector.flush()
      void queries.invalidateQueries()
    }, againMs)
    return () => clearInterval(timer)
  }, [isAway, queries, collector])
  return isAway
}
