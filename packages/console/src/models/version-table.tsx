import { Button, Text } from '@mantine/core'
import type { RankerBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Tag } from '../data/tag.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './models.words.ts'

type Version = RankerBody['versions'][number]
type Say = (typeof words)['en']

/** Every version that is kept, and the way back to it. */
export function VersionTable({
  versions,
  onChoose,
}: {
  readonly versions: readonly Version[]
  readonly onChoose: (version: string) => void
}) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo(() => [...measures(say, format), choice(say, onChoose)], [say, format, onChoose])
  return (
    <DataTable
      label={say.versions}
      columns={columns}
      rows={versions}
      rowKey={({ version }) => version}
      firstSort={{ key: 'at', isDown: true }}
      exportAs="rankers"
    />
  )
}

function measures(say: Say, format: Format): Column<Version>[] {
  const ndcg = (key: 'ranker' | 'blend', title: string): Column<Version> => ({
    key,
    title: `NDCG ${title}`,
    align: 'right',
    visibleFrom: 'sm',
    value: ({ check }) => check?.ndcg[key],
    show: ({ check }) => (check?.ndcg[key] === undefined ? '–' : format.decimal(check.ndcg[key], 4)),
  })
  return [
    { key: 'version', title: say.version, keepsLine: true, value: ({ version }) => version },
    {
      key: 'at',
      title: say.at,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ at }) => at,
      keepsLine: true,
      show: ({ at }) => (at === undefined ? '–' : <span title={format.moment(at)}>{format.day(at)}</span>),
    },
    {
      key: 'moments',
      title: say.moments,
      align: 'right',
      visibleFrom: 'md',
      value: ({ check }) => check?.moments,
      show: ({ check }) => (check === undefined ? '–' : format.count(check.moments)),
    },
    ndcg('ranker', say.ranker),
    ndcg('blend', say.blendLine),
    {
      key: 'lead',
      title: say.lead,
      align: 'right',
      value: ({ check }) => check?.lead.blend?.ndcg,
      show: (version) => <Lead version={version} format={format} />,
    },
    {
      key: 'calibration',
      title: say.calibration,
      visibleFrom: 'md',
      canSort: false,
      keepsLine: true,
      value: (version) => calibrationOf(version, say, format).join(', '),
      show: (version) => calibrationOf(version, say, format).map((line) => <div key={line}>{line}</div>),
    },
  ]
}

function choice(say: Say, onChoose: (version: string) => void): Column<Version> {
  return {
    key: 'use',
    title: say.use,
    canSort: false,
    value: ({ isInUse }) => isInUse,
    show: ({ version, isInUse, unreadable }) => {
      if (unreadable !== undefined)
        return (
          <Tag color="red" title={unreadable}>
            {say.unreadable}
          </Tag>
        )
      if (isInUse) return <Tag>{say.inUseBadge}</Tag>
      return (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say.choosing(version)}
          onClick={() => onChoose(version)}
        >
          {say.use}
        </Button>
      )
    },
  }
}

function Lead({ version: { check }, format }: { readonly version: Version; readonly format: Format }) {
  const say = useWords(words)
  const lead = check?.lead.blend
  if (lead === undefined) return '–'
  return (
    <Text span size="sm" title={check?.isBetter ? undefined : say.notBetter} c={check?.isBetter ? undefined : 'dimmed'}>
      {lead.ndcg >= 0 ? '+' : ''}
      {format.decimal(lead.ndcg, 4)} ± {format.decimal(lead.error, 4)}
    </Text>
  )
}

function calibrationOf({ check }: Version, say: Say, format: Format): string[] {
  return (['click', 'cart', 'purchase'] as const).flatMap((act) => {
    const chance = check?.chances[act]
    return chance === undefined ? [] : [`${say.actsShort[act]} ${format.percent(chance.calibrationError, 2)}`]
  })
}
