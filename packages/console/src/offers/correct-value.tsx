import { Button, TextInput } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { attributeName, useLanguage, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { CorrectionForm } from './correction-form.tsx'
import { words } from './offers.words.ts'
import { useCorrection } from './use-correction.ts'

type Props = {
  readonly offer: OfferBody
  readonly name: string
  readonly before: string
  /** Whether a person said what it is now: that can be taken back. */
  readonly isSaid: boolean
  readonly onDone: () => void
}

/** Says what an offer's attribute really is, or that it has none, or takes that back; what was typed stays when the server fails. */
export function CorrectValue({ offer, name, before, isSaid, onDone }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const [text, setText] = useState(before)
  const correction = useCorrection(offer, onDone)
  const value = text.trim()
  const button = (label: string, said: null | undefined) => (
    <Button
      size="xs"
      variant="default"
      disabled={correction.isPending}
      onClick={() => correction.mutate({ name, value: said })}
    >
      {label}
    </Button>
  )
  const more = (
    <>
      {before !== '' && button(say.hasNone, null)}
      {isSaid && button(say.takeBack, undefined)}
    </>
  )
  return (
    <CorrectionForm
      correction={correction}
      canSave={value !== '' && value !== before}
      onSave={() => value !== '' && correction.mutate({ name, value })}
      onDone={onDone}
      pb="xs"
      more={more}
    >
      <TextInput
        size="xs"
        w={{ base: '100%', xs: 220 }}
        label={say.right(attributeName(name, lang))}
        maxLength={200}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </CorrectionForm>
  )
}
