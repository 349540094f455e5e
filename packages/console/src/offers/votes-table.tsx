import { Box, Group, Stack, Text } from '@mantine/core'
import type { AttributeVotesBody } from '@nunchi/protocol'
import { attributeName, type Lang, useLanguage, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Bar } from '../chart/bar.tsx'
import { Tag } from '../data/tag.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './offers.words.ts'
import { words as valueWords } from './values.words.ts'

type Vote = AttributeVotesBody['votes'][number]

/** What the offers of a product say of each attribute, and how many say what. */
export function VotesTable({ attributes }: { readonly attributes: readonly AttributeVotesBody[] }) {
  const say = useWords(words)
  const format = useFormat()
  const { lang } = useLanguage()
  const columns = useMemo(() => columnsOf(say, format, lang), [say, format, lang])
  return <TableFrame label={say.attributes} columns={columns} rows={attributes} rowKey={({ name }) => name} />
}

function columnsOf(say: (typeof words)['en'], format: Format, lang: Lang): readonly Column<AttributeVotesBody>[] {
  return [
    {
      key: 'name',
      title: say.attribute,
      canSort: false,
      value: ({ name }) => attributeName(name, lang),
    },
    {
      key: 'value',
      visibleFrom: 'sm',
      title: say.value,
      canSort: false,
      value: ({ votes }) => votes[0]?.value,
      show: ({ votes }) => (
        <Text span size="sm" fw={650}>
          {votes[0]?.value ?? '–'}
        </Text>
      ),
    },
    {
      key: 'votes',
      title: say.votes,
      canSort: false,
      value: ({ votes }) => votes.length,
      show: ({ votes }) => <Votes votes={votes} format={format} />,
    },
  ]
}

const votesMax = 4

function Votes({ votes, format }: { readonly votes: readonly Vote[]; readonly format: Format }) {
  const say = useWords(words)
  const sayValue = useWords(valueWords)
  const read = votes.filter(({ isSaid }) => !isSaid)
  const all = read.reduce((sum, { weight }) => sum + weight, 0)
  return (
    <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {votes.slice(0, votesMax).map(({ value, weight, offers, isSaid }) => (
        <Group component="li" key={value} gap="xs" wrap="nowrap">
          <Box w={48} style={{ flexShrink: 0 }}>
            <Bar share={isSaid ? 1 : all > 0 ? weight / all : 0} />
          </Box>
          <Text size="xs">
            {value}{' '}
            <Text span inherit c="dimmed">
              {isSaid ? say.offersOf(offers) : say.votesOf(offers, format.decimal(weight, 1))}
            </Text>
          </Text>
          {isSaid && <Tag>{sayValue.said}</Tag>}
        </Group>
      ))}
    </Stack>
  )
}
