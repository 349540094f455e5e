import { Box, Table, Text } from '@mantine/core'
import type { OfferBody, ReadValueBody, ReviewBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { Tag } from '../data/tag.tsx'
import { valueOrigin } from '../offers/value-origin.ts'
import { words as valueWords } from '../offers/values.words.ts'
import tableClasses from '../table/table.module.css'
import { words } from './reviews.words.ts'

type Kind = 'veto' | 'different' | 'shared'
type Row = { readonly kind: Kind; readonly name: string; readonly one: ReadValueBody; readonly other: ReadValueBody }

const colors: Readonly<Record<Kind, string>> = { veto: 'red', different: 'orange', shared: 'teal' }

/** Attributes of both side by side: what keeps them apart first, then what differs, then what is the same. */
export function ValuePairs({ pair }: { readonly pair: ReviewBody }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const rows = rowsOf(pair)
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noValues}
      </Text>
    )
  return (
    // what scrolls must be reachable by the keyboard
    <Box className={tableClasses.scroller} role="group" aria-label={say.values} tabIndex={0}>
      <Table verticalSpacing={6} horizontalSpacing="sm" aria-label={say.values}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.attribute}</Table.Th>
            <Table.Th>{pair.one.mallName}</Table.Th>
            <Table.Th>{pair.other.mallName}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ kind, name, one, other }) => (
            <Table.Tr key={`${name} ${one.value} ${other.value}`}>
              <Table.Td>
                <Text size="sm">{attributeName(name, lang)}</Text>
                <Tag color={colors[kind]}>{say.kinds[kind]}</Tag>
              </Table.Td>
              <ValueCell offer={pair.one} value={one} />
              <ValueCell offer={pair.other} value={other} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}

function ValueCell({ offer, value }: { readonly offer: OfferBody; readonly value: ReadValueBody }) {
  const say = useWords(valueWords)
  const sayHere = useWords(words)
  if (value.value === '')
    return (
      <Table.Td>
        <Text size="sm" c="dimmed">
          {sayHere.notSaid}
        </Text>
      </Table.Td>
    )
  const quoted = valueOrigin(offer, value)
  return (
    <Table.Td>
      <Text size="sm" fw={600}>
        {value.value}
      </Text>
      <Text size="xs" c="dimmed">
        {value.by === 'person' ? say.said : (say.fields[value.field] ?? value.field)}
        {quoted !== undefined && ` “${quoted}”`}
      </Text>
    </Table.Td>
  )
}

function rowsOf({ shared, different, vetoes }: ReviewBody): readonly Row[] {
  const isVeto = ({ name }: { readonly name: string }) => vetoes.includes(name)
  return [
    ...different.filter(isVeto).map((pair) => ({ ...pair, kind: 'veto' as const })),
    ...different.filter((pair) => !isVeto(pair)).map((pair) => ({ ...pair, kind: 'different' as const })),
    ...shared.map((pair) => ({ ...pair, kind: 'shared' as const })),
  ]
}
