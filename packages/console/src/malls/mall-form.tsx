import { Button, Group, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import type { MallBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import { useSession } from '../session/session.tsx'
import { bodyOf, draftOf, type MallDraft, type WrongField, wrongFields } from './mall-draft.ts'
import { words } from './malls.words.ts'

type Props = {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** The mall to edit; absent: a new one. */
  readonly mall?: MallBody
  readonly onSaved: (mall: MallBody) => void
}

/** Registers a mall, or says anew what it is. What was filled in stays when the server fails. */
export function MallForm({ isOpen, onClose, mall, onSaved }: Props) {
  const say = useWords(words)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={mall ? say.form.edit(mall.name) : say.form.add}>
      <Form mall={mall} onClose={onClose} onSaved={onSaved} />
    </Dialog>
  )
}

function Form({ mall, onClose, onSaved }: Omit<Props, 'isOpen'>) {
  const say = useWords(words).form
  const [draft, setDraft] = useState(() => draftOf(mall))
  const [isTried, setTried] = useState(false)
  const save = useSave(mall, (saved) => {
    onClose()
    onSaved(saved)
  })
  const wrong: ReadonlySet<WrongField> = isTried ? wrongFields(draft) : new Set()
  const change = (part: Partial<MallDraft>) => setDraft({ ...draft, ...part })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrongFields(draft).size === 0) save.mutate(draft)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <AboutFields draft={draft} wrong={wrong} mall={mall} isTaken={save.isTaken} onChange={change} />
        <Switch
          label={say.manySellers}
          description={say.manySellersHint}
          checked={draft.manySellers}
          onChange={(event) => change({ manySellers: event.currentTarget.checked })}
        />
        <Switch
          label={say.feed}
          checked={draft.hasFeed}
          onChange={(event) => change({ hasFeed: event.currentTarget.checked })}
        />
        {draft.hasFeed && <FeedFields draft={draft} wrong={wrong} mall={mall} onChange={change} />}
        {save.error && !save.isTaken && <ErrorState error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type FieldProps = {
  readonly draft: MallDraft
  readonly wrong: ReadonlySet<WrongField>
  readonly mall: MallBody | undefined
  readonly onChange: (part: Partial<MallDraft>) => void
}

function AboutFields({ draft, wrong, mall, isTaken, onChange }: FieldProps & { readonly isTaken: boolean }) {
  const say = useWords(words).form
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <TextInput
        label={say.name}
        description={say.nameHint}
        required
        maxLength={100}
        data-autofocus
        value={draft.name}
        error={wrong.has('name') && say.nameWrong}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={say.id}
        description={say.idHint}
        required
        maxLength={60}
        autoCapitalize="none"
        disabled={mall !== undefined}
        value={draft.id}
        error={wrong.has('id') ? say.idWrong : isTaken && say.idTaken}
        onChange={(event) => onChange({ id: event.currentTarget.value })}
      />
      <TextInput
        label={say.by}
        description={say.byHint}
        required
        maxLength={200}
        value={draft.by}
        error={wrong.has('by') && say.byWrong}
        onChange={(event) => onChange({ by: event.currentTarget.value })}
      />
      <TextInput
        label={say.note}
        description={say.noteHint}
        maxLength={2_000}
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}

function FeedFields({ draft, wrong, mall, onChange }: FieldProps) {
  const say = useWords(words).form
  const isKept = mall?.feed !== undefined && mall.feed.url === draft.url
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <TextInput
        label={say.url}
        description={isKept ? say.urlKept : say.urlHint}
        type="url"
        required
        maxLength={2_000}
        style={{ gridColumn: '1 / -1' }}
        placeholder="https://mall.example/feed.tsv"
        value={draft.url}
        error={wrong.has('url') && say.urlWrong}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <TextInput
        label={say.every}
        inputMode="numeric"
        required
        value={draft.everyMinutes}
        error={wrong.has('every') && say.everyWrong}
        onChange={(event) => onChange({ everyMinutes: event.currentTarget.value })}
      />
      <TextInput
        label={say.encoding}
        placeholder="utf-8, euc-kr"
        description={say.encodingHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={20}
        value={draft.encoding}
        onChange={(event) => onChange({ encoding: event.currentTarget.value })}
      />
      <TextInput
        label={say.map}
        description={say.mapHint}
        maxLength={12_000}
        style={{ gridColumn: '1 / -1' }}
        value={draft.map}
        onChange={(event) => onChange({ map: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}

/** Saves; a new mall must not write over one that is there already. */
function useSave(before: MallBody | undefined, onSaved: (mall: MallBody) => void) {
  const { client } = useSession()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (draft: MallDraft) => {
      const id = draft.id.trim()
      if (!before && (await isThere(() => client.mall(id)))) throw new IdTaken(id)
      return client.putMall(id, bodyOf(draft, before))
    },
    onSuccess: (mall) => {
      void queries.invalidateQueries({ queryKey: ['malls'] })
      onSaved(mall)
    },
  })
  return { mutate, isPending, error, isTaken: error instanceof IdTaken }
}

class IdTaken extends Error {}

async function isThere(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return false
    throw error
  }
}
