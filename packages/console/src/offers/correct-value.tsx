import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { OfferBody } from '@nunchi/protocol'
import { attributeName, ErrorState, useLanguage, useWords } from '@nunchi/ui'
import { type SubmitEvent, useState } from 'react'
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (value !== '') correction.mutate({ name, value })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" py="xs">
        <Group gap="xs" align="flex-end">
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
          <Button size="xs" type="submit" disabled={value === '' || value === before} loading={correction.isPending}>
            {say.save}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={correction.isPending}
            onClick={() => correction.mutate({ name, value: null })}
          >
            {say.hasNone}
          </Button>
          <Button size="xs" variant="subtle" onClick={onDone}>
            {say.cancel}
          </Button>
        </Group>
        {correction.error && <ErrorState error={correction.error} />}
      </Stack>
    </form>
  )
}
