import { LoadingState, PriceChart, useWords } from '@nunchi/ui'
import { useMemo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { words } from './offers.words.ts'

const dayMs = 86_400_000
const daysFirst = 90

type Props = {
  readonly product: string
  /** Its lowest total now; undefined while it cannot be had. */
  readonly priceMinor: number | undefined
}

/** What a product and its offers cost, as shoppers see it. */
export function PricePast({ product, priceMinor }: Props) {
  const say = useWords(words)
  const [days, setDays] = useState(daysFirst)
  const from = useMemo(() => Math.floor(Date.now() / dayMs) * dayMs - (days - 1) * dayMs, [days])
  const answer = useAnswer(
    ['offers', 'prices', product, from],
    (client, options) => client.priceHistory(product, { from, by: 'mall' }, options),
    { keepsLast: true },
  )
  return (
    <Panel title={say.prices} hint={say.pricesHint}>
      <Answered answer={answer} waiting={<LoadingState rows={1} height={400} />}>
        {(history) => <PriceChart history={history} priceMinor={priceMinor} days={days} onDays={setDays} />}
      </Answered>
    </Panel>
  )
}
