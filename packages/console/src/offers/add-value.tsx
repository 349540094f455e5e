import { Anchor, NativeSelect, TextInput } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { CorrectionForm } from './correction-form.tsx'
import { words } from './offers.words.ts'
import { useCorrection } from './use-correction.ts'

/** What persons most often know of an offer that no reader found. */
const common = ['brand', 'model', 'color', 'size', 'packCount', 'capacity', 'volume', 'weight', 'material', 'gender']

/** Says what an attribute is that was not read out of an offer at all. */
export function AddValue({ offer, names }: { readonly offer: OfferBody; readonly names: readonly string[] }) {
  const say = useWords(words)
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <Anchor component="button" type="button" size="xs" mt="xs" ta="start" onClick={() => setOpen(true)}>
        {say.add}
      </Anchor>
    )
  return <AddForm offer={offer} names={names} onDone={() => setOpen(false)} />
}

type Props = { readonly offer: OfferBody; readonly names: readonly string[]; readonly onDone: () => void }

function AddForm({ offer, names, onDone }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const known = new Set([...offer.values.map(({ name }) => name), ...(offer.saidNone ?? [])])
  const choices = [...new Set([...names, ...common])].filter((name) => !known.has(name))
  const [name, setName] = useState(choices[0] ?? 'color')
  const [text, setText] = useState('')
  const correction = useCorrection(offer, onDone)
  const value = text.trim()
  return (
    <CorrectionForm
      correction={correction}
      canSave={value !== ''}
      onSave={() => value !== '' && correction.mutate({ name, value })}
      onDone={onDone}
    >
      <NativeSelect
        size="xs"
        label={say.name}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={choices.map((value) => ({ value, label: attributeName(value, lang) }))}
      />
      <TextInput
        size="xs"
        label={say.value}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </CorrectionForm>
  )
}
