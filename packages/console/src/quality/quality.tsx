import { Text } from '@mantine/core'
import type { QualityBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { CatalogGaps } from './catalog-gaps.tsx'
import { words } from './quality.words.ts'
import { TroubleTable } from './trouble-table.tsx'
import { UnknownEvents } from './unknown-events.tsx'

/** What is wrong with what comes in, each with what to do about it. */
export function Quality() {
  const say = useWords(words)
  const answer = useAnswer(['quality'], (client, options) => client.quality(options), { every: 10_000 })
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(body) => <Found body={body} />}
      </Answered>
    </Page>
  )
}

function Found({ body }: { readonly body: QualityBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { accepted, duplicates, dropped, rejectedTotal } = body
  const all = accepted + duplicates + dropped + rejectedTotal
  const shareOf = (count: number) => (all === 0 ? undefined : say.share(format.percent(count / all)))
  return (
    <>
      <Figures
        figures={[
          { label: say.accepted, value: format.count(accepted), hint: shareOf(accepted) },
          { label: say.duplicates, value: format.count(duplicates), hint: shareOf(duplicates) },
          { label: say.dropped, value: format.count(dropped), hint: say.droppedHint },
          { label: say.rejected, value: format.count(rejectedTotal), hint: shareOf(rejectedTotal) },
        ]}
      />
      <Text size="xs" c="dimmed" mt={-8}>
        {say.since(format.moment(body.since))}
      </Text>
      <Panel title={say.rejectedTitle} hint={say.rejectedHint}>
        <TroubleTable label={say.rejectedTitle} troubles={body.rejected} none={say.rejectedNone} exportAs="rejected" />
      </Panel>
      <Panel title={say.warningsTitle} hint={say.warningsHint}>
        <TroubleTable label={say.warningsTitle} troubles={body.warnings} none={say.warningsNone} exportAs="warnings" />
      </Panel>
      <Panel title={say.unknownTitle} hint={say.unknownHint}>
        <UnknownEvents events={body.unknownEvents} />
      </Panel>
      <CatalogGaps body={body} />
    </>
  )
}
