import { Group, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useWords } from '@nunchi/ui'
import { useState } from 'react'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { words } from './watch.words.ts'

/** So many are listed; others are found by typing. */
const listedMax = 20

type Props = { readonly product: string; readonly error?: string | false; readonly onChange: (product: string) => void }

/** Chooses one product of the shop by words of its title; '' is none. */
export function ProductSelect({ product, error, onChange }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const [text, setText] = useState('')
  const own = useAnswer(
    ['watch', 'product', product],
    (client, options) => client.product(product, options).catch(unknownAsNull),
    { isWanted: product !== '' },
  ).data
  const chosen = product === '' ? undefined : { value: product, label: own?.product.title ?? product }
  const [sought] = useDebouncedValue(text === chosen?.label ? '' : text.trim(), 200)
  const found = useAnswer(
    ['watch', 'choice', sought],
    (client, options) => client.search({ q: sought || undefined, count: listedMax }, options),
    { keepsLast: true },
  ).data
  const listed = found?.items.map(({ product, title }) => ({ value: product, label: title })) ?? []
  const isListed = listed.some(({ value }) => value === product)
  const priceOf = (id: string) => {
    const minor = found?.items.find(({ product }) => product === id)?.priceMinor
    return found && minor !== undefined ? format.money(minor, found.currency) : ''
  }
  return (
    <Select
      label={say.product}
      placeholder={say.productHint}
      w={{ base: '100%', xs: 380 }}
      error={error}
      searchable
      allowDeselect={false}
      nothingFoundMessage={found && say.productNone}
      value={product === '' ? null : product}
      onChange={(value) => value !== null && onChange(value)}
      onFocus={(event) => event.currentTarget.select()} // what is typed takes its place
      searchValue={text}
      onSearchChange={setText}
      data={chosen && !isListed ? [...listed, chosen] : listed}
      // The server has found them already; the chosen one is among them for its name.
      filter={({ options }) => options.filter((one) => isListed || !('value' in one) || one.value !== product)}
      renderOption={({ option: { value, label } }) => (
        <Group justify="space-between" wrap="nowrap" gap="xs" flex={1}>
          <Text span size="sm" lineClamp={2}>
            {label}
          </Text>
          <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {priceOf(value)}
          </Text>
        </Group>
      )}
      withScrollArea={false}
      styles={{ options: { maxHeight: 260, overflowY: 'auto' } }}
    />
  )
}
