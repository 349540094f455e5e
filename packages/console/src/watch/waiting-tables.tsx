import { Stack, Text } from '@mantine/core'
import type { WaitingBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './waiting.words.ts'

type InUse = NonNullable<WaitingBody['inUse']>
type Horizon = InUse['horizons'][number]
type Bin = NonNullable<Horizon['check']>['reliability'][number]

/** How each horizon did on prices held back, and of those that were judged what was foretold beside what came. */
export function WaitingTables({ inUse: { horizons } }: { readonly inUse: InUse }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Stack gap="md">
      <TableFrame label={say.title} columns={columnsOf(say, format)} rows={horizons} rowKey={({ days }) => days} />
      {horizons.map(
        ({ days, check }) =>
          check && (
            <details key={days}>
              <summary>
                <Text size="sm" span>
                  {say.calibration(days)}
                </Text>
              </summary>
              <TableFrame
                label={say.calibration(days)}
                columns={binColumnsOf(say, format)}
                rows={check.reliability.map((bin, nth) => ({ ...bin, nth }))}
                rowKey={({ nth }) => nth}
              />
            </details>
          ),
      )}
    </Stack>
  )
}

type Say = (typeof words)['en']

function columnsOf(say: Say, format: Format): readonly Column<Horizon>[] {
  const error = (key: 'brier' | 'brierBase' | 'brierSame' | 'calibrationError', title: string): Column<Horizon> => ({
    key,
    title,
    align: 'right',
    value: ({ check }) => check?.[key],
    show: ({ check }) => (check ? format.decimal(check[key], 3) : '–'),
  })
  return [
    { key: 'days', title: say.horizon, value: ({ days }) => days, show: ({ days }) => say.days(days) },
    { key: 'told', title: say.told, value: toldOf, show: (horizon) => toldWords(horizon, say) },
    {
      key: 'rate',
      title: say.rate,
      align: 'right',
      value: ({ check }) => check?.rate,
      show: ({ check }) => (check ? format.percent(check.rate) : '–'),
    },
    error('brier', say.brier),
    error('brierBase', say.brierBase),
    error('brierSame', say.brierSame),
    error('calibrationError', say.error),
    { key: 'series', title: say.products, align: 'right', value: ({ check }) => check?.series },
  ]
}

function toldOf({ check, isSavingShown }: Horizon): 'yes' | 'yesSaving' | 'no' {
  return check?.isShown ? (isSavingShown ? 'yesSaving' : 'yes') : 'no'
}

function toldWords(horizon: Horizon, say: Say): string {
  const { check } = horizon
  const why = check ? say.why[check.why] : say.unchecked
  return why ? `${say.isTold[toldOf(horizon)]}: ${why}` : say.isTold[toldOf(horizon)]
}

function binColumnsOf(say: Say, format: Format): readonly Column<Bin & { readonly nth: number }>[] {
  return [
    { key: 'nth', title: say.tenth, value: ({ nth }) => nth + 1 },
    {
      key: 'chance',
      title: say.foretold,
      align: 'right',
      value: ({ chance }) => chance,
      show: ({ chance }) => format.percent(chance),
    },
    {
      key: 'share',
      title: say.came,
      align: 'right',
      value: ({ share }) => share,
      show: ({ share }) => format.percent(share),
    },
    {
      key: 'rows',
      title: say.moments,
      align: 'right',
      value: ({ rows }) => rows,
      show: ({ rows }) => format.count(rows),
    },
  ]
}
