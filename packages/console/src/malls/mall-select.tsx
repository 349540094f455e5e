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
/** No mall has this id. */
const moreValue = ' more'

type Props = { readonly mall: string; readonly onChange: (mall: string) => void }

/** Chooses one mall of however many, by a part of its name or id, or all of them by ''. */
export function MallSelect({ mall, onChange }: Props) {
  const say = useWords(words)
  const [text, setText] = useState('')
  const own = useAnswer(['malls', 'one', mall], (client, options) => client.mall(mall, options).catch(unknownAsNull), {
    isWanted: mall !== '',
  }).data
  const chosen = mall === '' ? undefined : { value: mall, label: own?.name ?? mall }
  const [sought] = useDebouncedValue(text === chosen?.label ? '' : text.trim(), 200)
  const found = useAnswer(
    ['malls', 'choice', sought],
    (client, options) => client.malls({ count: listedMax, q: sought || undefined }, options),
    { keepsLast: true },
  ).data
  const listed = found?.malls.map(({ mall, name }) => ({ value: mall, label: name })) ?? []
  const isListed = chosen === undefined || listed.some(({ value }) => value === mall)
  const left = (found?.total ?? 0) - listed.length
  return (
    <Select
      aria-label={say.mall}
      w={{ base: '100%', xs: 220 }}
      placeholder={say.all}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say.all }}
      nothingFoundMessage={found && say.none}
      value={mall === '' ? null : mall}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchValue={text}
      onSearchChange={setText}
      data={[
        ...listed,
        ...(isListed ? [] : [chosen]),
        ...(left > 0 ? [{ value: moreValue, label: say.more(String(left)), disabled: true }] : []),
      ]}
      filter={({ options }) => options} // the server has found them already
    />
  )
}
