import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useWords } from '@nunchi/ui'
import { useState } from 'react'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'

const words = {
  en: {
    mall: 'Mall',
    all: 'All malls',
    none: 'No mall is called so',
    more: (n: string) => `and ${n} more: type a name or an id`,
  },
  ko: {
    mall: '쇼핑몰',
    all: '모든 쇼핑몰',
    none: '그런 이름의 쇼핑몰이 없습니다',
    more: (n: string) => `그 밖에 ${n}곳: 이름이나 아이디를 입력하세요`,
  },
}
/** So many are listed; others are found by typing. */
const listedMax = 50
/** No mall has these ids. */
const [allValue, moreValue] = [' all', ' more']

type Props = { readonly mall: string; readonly onChange: (mall: string) => void }

/** Chooses one mall of however many, by a part of its name or id, or all of them by ''. */
export function MallSelect({ mall, onChange }: Props) {
  const say = useWords(words)
  const [text, setText] = useState('')
  const own = useAnswer(['malls', 'one', mall], (client, options) => client.mall(mall, options).catch(unknownAsNull), {
    isWanted: mall !== '',
  }).data
  const all = { value: allValue, label: say.all }
  const chosen = mall === '' ? all : { value: mall, label: own?.name ?? mall }
  const [sought] = useDebouncedValue(text === chosen.label ? '' : text.trim(), 200)
  const found = useAnswer(
    ['malls', 'choice', sought],
    (client, options) => client.malls({ count: listedMax, q: sought || undefined }, options),
    { keepsLast: true },
  ).data
  const malls = found?.malls.map(({ mall, name }) => ({ value: mall, label: name })) ?? []
  const listed = sought === '' ? [all, ...malls] : malls
  const isListed = listed.some(({ value }) => value === chosen.value)
  const isFound = isListed || sought === ''
  const left = (found?.total ?? 0) - malls.length
  return (
    <Select
      aria-label={say.mall}
      w={{ base: '100%', xs: 220 }}
      searchable
      allowDeselect={false}
      nothingFoundMessage={found && say.none}
      value={chosen.value}
      onChange={(value) => onChange(value === null || value === allValue ? '' : value)}
      onFocus={(event) => event.currentTarget.select()} // what is typed takes its place
      searchValue={text}
      onSearchChange={setText}
      data={[
        ...listed,
        ...(isListed ? [] : [chosen]),
        ...(left > 0 ? [{ value: moreValue, label: say.more(String(left)), disabled: true }] : []),
      ]}
      // The server has found them already; the chosen one is among them for its name.
      filter={({ options }) => options.filter((one) => isFound || !('value' in one) || one.value !== chosen.value)}
      withScrollArea={false}
      styles={{ options: { maxHeight: 260, overflowY: 'auto' } }}
    />
  )
}
