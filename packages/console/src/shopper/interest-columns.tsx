import { Group, Text } from '@mantine/core'
import type { InterestBody } from '@nunchi/protocol'
import { interestName, useLanguage } from '@nunchi/ui'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { Bar } from '../chart/bar.tsx'
import { ProductTitle } from '../data/product-title.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { Column } from '../table/column.ts'
import type { words } from './interests.words.ts'
import { touchWords } from './touches.words.ts'

type Say = (typeof words)['en']

/** The kinds of tags that there are, in the order of their first. */
export function typesOf(interests: readonly InterestBody[]): readonly string[] {
  return [...new Set(interests.map(({ type }) => type))]
}

/** The columns of the table of interests; bars are as long as the strongest is strong. */
export function interestColumns({
  say,
  format,
  strongest,
}: {
  readonly say: Say
  readonly format: Format
  readonly strongest: number
}): readonly Column<InterestBody>[] {
  const types: Readonly<Record<string, string>> = say.types
  const trends: Readonly<Record<string, string>> = say.trends
  return [
    {
      key: 'interest',
      title: say.interest,
      width: '16%',
      value: (interest) => interestName(interest, format.lang),
      show: (interest) => (
        <Text span size="sm" fw={600}>
          {interestName(interest, format.lang)}
        </Text>
      ),
    },
    { key: 'type', title: say.type, width: 84, visibleFrom: 'sm', value: ({ type }) => types[type] ?? type },
    {
      key: 'strength',
      title: say.strength,
      align: 'right',
      width: '15%',
      value: ({ score }) => score,
      show: ({ score }) => <Strength score={score} strongest={strongest} text={format.decimal(score)} />,
    },
    {
      key: 'trend',
      title: say.trend,
      width: 108,
      value: ({ trend }) => trends[trend] ?? trend,
      show: ({ trend }) => <Trend trend={trend} words={trends[trend] ?? trend} />,
    },
    {
      key: 'confidence',
      title: say.confidence,
      width: 104,
      align: 'right',
      visibleFrom: 'md',
      value: ({ confidence }) => confidence,
      show: ({ confidence }) => format.percent(confidence, 0),
    },
    {
      key: 'events',
      title: say.events,
      width: 84,
      align: 'right',
      visibleFrom: 'md',
      value: ({ events }) => events,
      show: ({ events }) => format.decimal(events, 1),
    },
    {
      key: 'evidence',
      title: say.evidence,
      isTime: true,
      value: ({ lastAt }) => lastAt,
      show: (interest) => <Evidence interest={interest} />,
    },
  ]
}

function Strength({ score, strongest, text }: { score: number; strongest: number; text: string }) {
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <div style={{ flex: 1, minWidth: 48 }}>
        <Bar share={strongest > 0 ? score / strongest : 0} color={score < 0 ? 'orange' : 'teal'} />
      </div>
      <Text span size="sm" miw={36}>
        {text}
      </Text>
    </Group>
  )
}

const arrows = { rising: IconArrowUpRight, steady: IconArrowRight, falling: IconArrowDownRight } as const
const colors = { rising: 'teal', steady: 'gray', falling: 'orange' } as const

function Trend({ trend, words }: { readonly trend: string; readonly words: string }) {
  const known = trend === 'rising' || trend === 'falling' ? trend : 'steady'
  const Arrow = arrows[known]
  return (
    <Group gap={4} wrap="nowrap">
      <Arrow size={15} aria-hidden color={`var(--mantine-color-${colors[known]}-text)`} />
      <Text span size="sm" style={{ whiteSpace: 'nowrap' }}>
        {words}
      </Text>
    </Group>
  )
}

function Evidence({ interest: { lastKind, lastAt, lastProduct } }: { readonly interest: InterestBody }) {
  const { lang } = useLanguage()
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <Text span size="sm" lineClamp={1} title={format.moment(lastAt)}>
      {touchWords[lang][lastKind] ?? lastKind}
      <Text span c="dimmed" inherit>
        {' · '}
        {format.ago(Math.min(lastAt, now), now)}
      </Text>
      {lastProduct && (
        <>
          {' · '}
          <ProductTitle product={lastProduct} />
        </>
      )}
    </Text>
  )
}
