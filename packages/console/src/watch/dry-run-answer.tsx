import { Stack, Text } from '@mantine/core'
import type { DryRunBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { conditionText } from './condition-text.ts'
import { words } from './watch.words.ts'

const sampleMax = 20

type Props = { readonly product: string; readonly priceMinor: number }

/** How many would be told at a price, and what they wait for. */
export function DryRunAnswer({ product, priceMinor }: Props) {
  const answer = useAnswer(['watch', 'dry-run', product, priceMinor], (client, options) =>
    client.dryRun({ product, priceMinor }, options),
  )
  return (
    <Answered answer={answer} waiting={<LoadingState rows={3} height={24} />}>
      {(body) => <Told body={body} />}
    </Answered>
  )
}

function Told({ body }: { readonly body: DryRunBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { currency, askedMinor, usualMinor, priceMinor, subscriptions, shoppers, waiting, sample } = body
  const asked = format.money(askedMinor, currency)
  const now = priceMinor === undefined ? say.gone : say.now(format.money(priceMinor, currency))
  return (
    <Stack gap="xs">
      <Text fw={650} role="status">
        {subscriptions === 0 ? say.nobody(asked) : say.told(subscriptions, shoppers, asked)}
      </Text>
      <Text size="sm" c="dimmed">
        {body.title}: {now} {say.waiting(waiting)}
      </Text>
      {usualMinor !== undefined && (
        <Text size="sm" fw={650}>
          {say.wouldBeHeld(format.money(usualMinor, currency))}
        </Text>
      )}
      {sample.length > 0 && (
        <TableFrame
          label={say.sample}
          columns={columnsOf(say, (conditions) => conditionText(conditions, { say: say.conditions, format, currency }))}
          rows={sample}
          rowKey={({ what, conditions }) => JSON.stringify([what, conditions])}
        />
      )}
      {sample.length === sampleMax && (
        <Text size="xs" c="dimmed">
          {say.sampleCut}
        </Text>
      )}
    </Stack>
  )
}

type Waited = DryRunBody['sample'][number]

function columnsOf(
  say: (typeof words)['en'],
  textOf: (conditions: Waited['conditions']) => string,
): readonly Column<Waited>[] {
  const of: Readonly<Record<string, string>> = say.of
  return [
    { key: 'conditions', title: say.conditions.title, value: ({ conditions }) => textOf(conditions) },
    { key: 'what', title: say.ofTitle, value: ({ what }) => of[what] ?? what },
    { key: 'count', title: say.subscriptions, align: 'right', value: ({ count }) => count },
  ]
}
