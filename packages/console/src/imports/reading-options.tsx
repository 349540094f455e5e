import { Collapse, NativeSelect, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ImportQuery, ImportsBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { words } from './imports.words.ts'

const formats = ['csv', 'tsv', 'jsonl', 'google-xml', 'google-tsv', 'naver-ep']
const texts = ['delimiter', 'encoding', 'zone', 'attributes'] as const
const examples = { delimiter: ', ; tab', encoding: 'utf-8, euc-kr', zone: 'Asia/Seoul', attributes: 'color, size' }

type Props = {
  readonly query: ImportQuery
  readonly maps: ImportsBody['maps']
  readonly onChange: (query: ImportQuery) => void
}

/** How to read a file about which it cannot be found out. */
export function ReadingOptions({ query, maps, onChange }: Props) {
  const say = useWords(words)
  const [isOpen, { toggle }] = useDisclosure(false)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const change = (name: keyof ImportQuery, value: string) => onChange({ ...query, [name]: value || undefined })
  return (
    <Stack gap="xs">
      <UnstyledButton onClick={toggle} aria-expanded={isOpen}>
        <Text size="sm" fw={500}>
          <Chevron size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {say.more}
          <Text span size="xs" c="dimmed" fw={400}>
            {' '}
            {say.moreHint}
          </Text>
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          <NativeSelect
            label={say.format}
            value={query.format ?? ''}
            onChange={(event) => change('format', event.currentTarget.value)}
            data={[{ value: '', label: say.found }, ...formats]}
          />
          <NativeSelect
            label={say.map}
            description={say.mapHint}
            value={query.map ?? ''}
            onChange={(event) => change('map', event.currentTarget.value)}
            data={[
              { value: '', label: say.found },
              ...maps.filter(({ kind }) => kind === query.kind).map(({ name }) => name),
            ]}
          />
          {texts.map((name) => (
            <TextInput
              key={name}
              label={say[name]}
              description={name === 'attributes' ? say.attributesHint : undefined}
              placeholder={examples[name]}
              value={query[name] ?? ''}
              onChange={(event) => change(name, event.currentTarget.value)}
            />
          ))}
        </SimpleGrid>
      </Collapse>
    </Stack>
  )
}
