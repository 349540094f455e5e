import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import type { NewKey, NewKeyBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import { useSession } from '../session/session.tsx'
import { words } from './keys.words.ts'

type Props = {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (made: NewKeyBody) => void
}

/** Asks what a new key is for and makes it. What was filled in stays when the server fails. */
export function MakeKey({ isOpen, onClose, onMade }: Props) {
  const say = useWords(words)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say.make}>
      <MakeForm onClose={onClose} onMade={onMade} />
    </Dialog>
  )
}

function MakeForm({ onClose, onMade }: Omit<Props, 'isOpen'>) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const [key, setKey] = useState<NewKey>({ name: '', scope: 'publishable', consent: 'assumed' })
  const [error, setError] = useState<string>()
  const make = useMutation({
    mutationFn: () => client.makeKey({ ...key, name: key.name.trim() }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['keys'] })
      onClose()
      onMade(made)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (key.name.trim() === '') return setError(say.nameMissing)
    make.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={say.name}
          description={say.nameHint}
          required
          maxLength={100}
          data-autofocus
          value={key.name}
          error={error}
          onChange={(event) => {
            setKey({ ...key, name: event.currentTarget.value })
            setError(undefined)
          }}
        />
        <Radio.Group
          label={say.scope}
          value={key.scope}
          onChange={(scope) => setKey({ ...key, scope: scope as NewKey['scope'] })}
        >
          <Group mt={4}>
            <Radio value="publishable" label={say.scopes.publishable} />
            <Radio value="secret" label={say.scopes.secret} />
          </Group>
        </Radio.Group>
        <Radio.Group
          label={say.consent}
          description={say.consentHint}
          value={key.consent}
          onChange={(consent) => setKey({ ...key, consent: consent as NewKey['consent'] })}
        >
          <Group mt={4}>
            <Radio value="assumed" label={say.consents.assumed} />
            <Radio value="required" label={say.consents.required} />
          </Group>
        </Radio.Group>
        {make.error && <ErrorState error={make.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {say.make}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
