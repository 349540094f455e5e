import { Button, Group, Stack, Text } from '@mantine/core'
import type { RankerBody } from '@nunchi/protocol'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { words } from './models.words.ts'
import { QualityChart } from './quality-chart.tsx'
import { TrainingPanel } from './training-panel.tsx'
import { useRankerChange } from './use-ranker-change.ts'
import { VersionTable } from './version-table.tsx'

/** The learned ranker: which version orders pages, how they compare, and the way to another. */
export function Models() {
  const say = useWords(words)
  const answer = useAnswer(['ranker'], (client, options) => client.ranker(options), {
    every: (last) => (last?.training ? 1_000 : 10_000),
  })
  const train = useRankerChange((client) => client.trainRanker())
  const isBusy = answer.data?.training !== undefined
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <Button onClick={() => train.mutate()} loading={train.isPending} disabled={isBusy || !answer.data}>
          {say.train}
        </Button>
      }
    >
      {train.error && <ErrorState error={train.error} />}
      <Answered answer={answer} waiting={<LoadingState rows={8} height={48} />}>
        {(ranker) => <Ranker ranker={ranker} />}
      </Answered>
    </Page>
  )
}

/** undefined: nothing is being chosen; null: the blend alone. */
type Choice = string | null | undefined

function Ranker({ ranker }: { readonly ranker: RankerBody }) {
  const say = useWords(words)
  const [choice, setChoice] = useState<Choice>()
  return (
    <>
      <TrainingPanel ranker={ranker} />
      <InUse ranker={ranker} onAlone={() => setChoice(null)} />
      {ranker.versions.length === 0 ? (
        <Panel title={say.versions}>
          <EmptyState title={say.none}>{say.noneBody}</EmptyState>
        </Panel>
      ) : (
        <>
          <QualityChart versions={ranker.versions} />
          <Panel title={say.versions} hint={say.calibrationHint}>
            <VersionTable versions={ranker.versions} onChoose={setChoice} />
          </Panel>
        </>
      )}
      <ChooseDialog choice={choice} onClose={() => setChoice(undefined)} />
    </>
  )
}

function InUse({ ranker, onAlone }: { readonly ranker: RankerBody; readonly onAlone: () => void }) {
  const say = useWords(words)
  const format = useFormat()
  const version = ranker.versions.find(({ isInUse }) => isInUse)
  return (
    <Panel title={say.inUse}>
      <Group justify="space-between">
        <Stack gap={0}>
          <Text fw={600}>{ranker.inUse ?? say.blend}</Text>
          <Text size="sm" c="dimmed">
            {ranker.inUse === undefined ? say.blendHint : version?.at !== undefined && format.moment(version.at)}
          </Text>
        </Stack>
        {ranker.inUse !== undefined && (
          <Button variant="default" size="xs" onClick={onAlone}>
            {say.alone}
          </Button>
        )}
      </Group>
    </Panel>
  )
}
