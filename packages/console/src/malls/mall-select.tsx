import { NativeSelect } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useMallNames } from './use-mall-names.ts'

const words = { en: { mall: 'Mall', all: 'All malls' }, ko: { mall: '쇼핑몰', all: '모든 쇼핑몰' } }

/** Chooses one mall, or all of them by ''. Of more than 100, those that were registered first; an address may name any. */
export function MallSelect({ mall, onChange }: { readonly mall: string; readonly onChange: (mall: string) => void }) {
  const say = useWords(words)
  const known = useMallNames()?.malls.map(({ mall, name }) => ({ value: mall, label: name })) ?? []
  const isListed = mall === '' || known.some(({ value }) => value === mall)
  return (
    <NativeSelect
      aria-label={say.mall}
      w={{ base: '100%', xs: 200 }}
      value={mall}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: say.all }, ...known, ...(isListed ? [] : [{ value: mall, label: mall }])]}
    />
  )
}
