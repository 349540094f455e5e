import { Stack } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useShop } from '../app/shop.tsx'
import { amountIn } from './choice.ts'
import { ConditionChecks } from './condition-checks.tsx'
import { FormEnd } from './form-end.tsx'
import { QueryFields } from './query-fields.tsx'
import { useSaving } from './use-saving.tsx'
import { conditionsOf, hasTerms, type Parts, partsOf, type Wish } from './wish.ts'
import { bandIn, typedAmount, typedOf } from './wish-draft.ts'

/** What to wait for of a query, of several products, or by several conditions; a query as it stands takes one tap. */
export function WishForm({ wish, close }: { readonly wish: Wish; readonly close: () => void }) {
  const { currency } = useShop()
  const { digits } = currency
  const { current } = wish
  const [wanted, setWanted] = useState(wish.wanted)
  const [band, setBand] = useState(() => typedOf(wish.wanted, digits))
  const [parts, setParts] = useState<Parts>(() => partsOf(current?.conditions ?? []))
  const [target, setTarget] = useState(() => typedAmount(parts.targetMinor, digits))
  const [isChecked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const save = useSaving(current, close)
  const prices = bandIn(band, digits)
  const targetMinor = amountIn(target, digits)
  const wrong = {
    words: wanted.what === 'query' && !hasTerms(wanted),
    band: wanted.what === 'query' && prices === undefined,
    target: parts.choices.includes('at-most') && targetMinor === undefined,
    conditions: wanted.what === 'products' && parts.choices.length + parts.others.length === 0,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (Object.values(wrong).includes(true))
      return setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
    const query = wanted.what === 'query' ? { ...wanted, words: wanted.words?.trim() || undefined, ...prices } : wanted
    save.mutate({ wanted: query, conditions: conditionsOf({ ...parts, targetMinor }) })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {wanted.what === 'query' && (
          <QueryFields
            {...{ query: wanted, change: setWanted, band, changeBand: setBand }}
            noWords={isChecked && wrong.words}
            noBand={isChecked && wrong.band}
          />
        )}
        <ConditionChecks
          {...{ what: wanted.what, parts, change: setParts, target, changeTarget: setTarget }}
          noTarget={isChecked && wrong.target}
          noConditions={isChecked && wrong.conditions}
        />
        <FormEnd {...{ current, save, close }} />
      </Stack>
    </form>
  )
}
