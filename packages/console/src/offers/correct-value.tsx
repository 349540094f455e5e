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
  readonly onDone: () => void
}

/** Says what an offer's attribute really is, or that it has none; what was typed stays when the server fails. */
export function CorrectValue({ offer, name, before, onDone }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const [text, setText] = useState(before)
  const correction = useCorrection(offer, onDone)
  const value = text.trim()
  const hasNone = (
    <Button
      size="xs"
      variant="default"
      disabled={correction.isPending}
      onClick={() => correction.mutate({ name, value: null })}
    >
      {say.hasNone}
    </Button>
  )
  return (
    <CorrectionForm
      correction={correction}
      canSave={value !== '' && value !== before}
      onSave={() => value !== '' && correction.mutate({ name, value })}
      onDone={onDone}
      pb="xs"
      more={hasNone}
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
