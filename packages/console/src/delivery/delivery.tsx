import type { DeliveryBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import { Page } from '../shell/page.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { words } from './delivery.words.ts'
import { LaneTable } from './lane-table.tsx'
import { SettledTable } from './settled-table.tsx'

/** How alerts get to people. */
export function Delivery() {
  const say = useWords(words)
  const now = useNow(5_000)
  const answer = useAnswer(['delivery'], (client, options) => client.delivery(options), { every: 5_000 })
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(body) => (
          <>
            <Sums body={body} now={now} />
            <DeadLetters letters={body.dead} count={body.deadCount} />
            <LaneTable lanes={body.lanes} now={now} />
            <SettledTable settled={body.settled} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Sums({ body, now }: { readonly body: DeliveryBody; readonly now: number }) {
  const say = useWords(words)
  const format = useFormat()
  const { count, oldestAt, inFlight, settled, deadCount } = body
  const delivered = Object.values(settled).reduce((sum, { delivered }) => sum + delivered, 0)
  const oldest = oldestAt === undefined ? say.nothingWaits : say.oldest(format.ago(Math.min(oldestAt, now), now))
  return (
    <Figures
      figures={[
        { label: say.figures.waiting, value: format.count(count), hint: oldest },
        { label: say.figures.inFlight, value: format.count(inFlight) },
        { label: say.figures.delivered, value: format.count(delivered), hint: say.sinceStart },
        { label: say.figures.dead, value: format.count(deadCount) },
      ]}
    />
  )
}
