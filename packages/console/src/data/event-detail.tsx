import { Text } from '@mantine/core'
import type { Currency, StreamEvent } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { policyWords } from './policy.words.ts'
import { type Format, useFormat } from './use-format.ts'

const words = {
  en: {
    pieces: (n: string) => `${n} pcs`,
    products: (n: string) => `${n} products`,
    seconds: (n: string) => `${n} s`,
    stars: (n: string) => `${n} of 5`,
  },
  ko: {
    pieces: (n: string) => `${n}개`,
    products: (n: string) => `상품 ${n}개`,
    seconds: (n: string) => `${n}초`,
    stars: (n: string) => `별점 ${n}`,
  },
}
type Say = (typeof words)['en']

/** What a fact is about, on one line: the product, the words searched for, the amount. */
export function EventDetail({
  event,
  currency,
}: {
  readonly event: StreamEvent
  readonly currency: Currency | undefined
}) {
  const say = useWords<Say>(words)
  const format = useFormat()
  const policies: Readonly<Record<string, string>> = policyWords[format.lang]
  const name = event.kind === 'policy.assigned' ? (policies[event.name ?? ''] ?? event.name) : event.name
  const about = event.title ?? event.product ?? (event.query === undefined ? name : `“${event.query}”`)
  const more = moreOf(event, currency, format, say)
  return (
    <Text span size="sm" lineClamp={1} title={about} style={{ wordBreak: 'break-all' }}>
      {about}
      {about && more.length > 0 && ' · '}
      {more.length > 0 && (
        <Text span c="dimmed" inherit>
          {more.join(' · ')}
        </Text>
      )}
    </Text>
  )
}

function moreOf(event: StreamEvent, currency: Currency | undefined, format: Format, say: Say): string[] {
  const { quantity = 1, products = 1, amountMinor, rating, dwellMs, order } = event
  return [
    amountMinor !== undefined && currency && format.money(amountMinor, currency),
    products > 1 && say.products(format.count(products)),
    quantity > 1 && say.pieces(format.count(quantity)),
    rating !== undefined && say.stars(format.decimal(rating, 1)),
    dwellMs !== undefined && say.seconds(format.decimal(dwellMs / 1000, 0)),
    order,
  ].filter((part) => typeof part === 'string' && part !== '') as string[]
}
