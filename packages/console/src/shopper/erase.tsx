import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ForgetBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import type { Named } from '../data/person.ts'
import { useSession } from '../session/session.tsx'
import { words } from './privacy.words.ts'

/** Forgets somebody, once their name was typed. */
export function Erase({
  person,
  onForgotten,
}: {
  readonly person: Named
  readonly onForgotten: (answer: ForgetBody) => void
}) {
  const say = useWords(words)
  const { client } = useSession()
  const [isOpen, dialog] = useDisclosure(false)
  const forget = useMutation({ mutationFn: () => client.forget(person), onSuccess: onForgotten })
  return (
    <>
      <Button size="xs" color="red" variant="light" onClick={dialog.open}>
        {say.erase}…
      </Button>
      <Dialog isOpen={isOpen} onClose={dialog.close} title={say.confirmTitle}>
        <Confirm
          name={typedName(person)}
          isPending={forget.isPending}
          error={forget.error}
          onConfirm={() => forget.mutate()}
          onCancel={dialog.close}
        />
      </Dialog>
    </>
  )
}

/** What has to be typed: a device's id is long, so its beginning will do, without the dots that no keyboard has. */
function typedName({ user, anonymous = '' }: Named): string {
  return user ?? anonymous.slice(0, 12)
}

type ConfirmProps = {
  readonly name: string
  readonly isPending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

function Confirm({ name, isPending, error, onConfirm, onCancel }: ConfirmProps) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (typed === name) onConfirm()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{say.eraseHint}</Text>
        <TextInput
          label={say.confirm(name)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {error !== null && error !== undefined && <ErrorState error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {say.cancel}
          </Button>
          <Button type="submit" color="red" disabled={typed !== name} loading={isPending}>
            {say.forget}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
