import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import type { MallBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { type Query, useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { Dialog } from '../data/dialog.tsx'
import { useSession } from '../session/session.tsx'
import { words } from './malls.words.ts'

/** Erases a mall with all that came from it, once its id was typed below what goes. */
export function EraseMall({ mall }: { readonly mall: MallBody }) {
  const say = useWords(words).erase
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button size="xs" color="red" variant="light" onClick={dialog.open}>
        {say.open}…
      </Button>
      <Dialog isOpen={isOpen} onClose={dialog.close} title={say.title(mall.name)}>
        <Confirm mall={mall} onCancel={dialog.close} />
      </Dialog>
    </>
  )
}

function Confirm({ mall, onCancel }: { readonly mall: MallBody; readonly onCancel: () => void }) {
  const say = useWords(words).erase
  const { client } = useSession()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const erase = useMutation({
    mutationFn: () => client.eraseMall(mall.mall, { timeoutMs: 60_000 }),
    onSuccess: () => {
      go('/malls', { replace: true })
      notifications.show({ message: say.done(mall.name) })
      const others = ({ queryKey }: Query) => queryKey[2] !== mall.mall // of this one there is nothing to ask any more
      for (const name of ['malls', 'offers', 'reviews', 'coverage'])
        void queries.invalidateQueries({ queryKey: [name], predicate: others })
    },
  })
  const isTyped = typed.trim() === mall.mall
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (isTyped) erase.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{say.what(mall.offers)}</Text>
        <TextInput
          label={say.type(mall.mall)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="none"
          data-autofocus
        />
        {erase.error && <ErrorState error={erase.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {say.cancel}
          </Button>
          <Button type="submit" color="red" disabled={!isTyped} loading={erase.isPending}>
            {say.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
