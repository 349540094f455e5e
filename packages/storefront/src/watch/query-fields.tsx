import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconX } from '@tabler/icons-react'
import { useShop } from '../app/shop.tsx'
import type { WantedQuery } from './wish.ts'
import type { TypedBand } from './wish-draft.ts'
import { wishWords } from './wish-words.ts'

type Props = {
  readonly query: WantedQuery
  readonly change: (query: WantedQuery) => void
  readonly band: TypedBand
  readonly changeBand: (band: TypedBand) => void
  readonly noWords: boolean
  readonly noBand: boolean
}

/** What a query looks for: words, what else has to be so, which can be taken away, and a price band. */
export function QueryFields({ query, change, band, changeBand, noWords, noBand }: Props) {
  const say = useWords(wishWords)
  const { currency } = useShop()
  const inputMode = currency.digits > 0 ? 'decimal' : 'numeric'
  const terms = termsOf(query)
  return (
    <Stack gap="sm">
      <TextInput
        label={say.words}
        maxLength={200}
        value={query.words ?? ''}
        error={noWords && say.noWords}
        onChange={({ currentTarget }) => change({ ...query, words: currentTarget.value })}
      />
      {terms.length > 0 && (
        <Group gap="xs">
          {terms.map(({ name, without }) => (
            <Button
              key={name}
              size="compact-md"
              variant="light"
              rightSection={<IconX size={14} aria-hidden />}
              aria-label={say.without(name)}
              onClick={() => change(without)}
            >
              {name}
            </Button>
          ))}
        </Group>
      )}
      <Group grow align="flex-start">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            label={say[end]}
            inputMode={inputMode}
            autoComplete="off"
            value={band[end]}
            error={noBand && (end === 'from' ? say.noBand : true)}
            onChange={({ currentTarget }) => changeBand({ ...band, [end]: currentTarget.value })}
          />
        ))}
      </Group>
    </Stack>
  )
}

/** Brand, category and attributes by name, each with the query that lacks it. */
function termsOf(query: WantedQuery): { name: string; without: WantedQuery }[] {
  const { brand, categoryPath = [], attributes = {} } = query
  const named = Object.entries(attributes).map(([name, value]) => {
    const { [name]: _, ...others } = attributes
    return { name: `${name}: ${value}`, without: { ...query, attributes: others } }
  })
  return [
    ...(brand === undefined ? [] : [{ name: brand, without: { ...query, brand: undefined } }]),
    ...(categoryPath.length === 0
      ? []
      : [{ name: categoryPath.join(' > '), without: { ...query, categoryPath: undefined } }]),
    ...named,
  ]
}
