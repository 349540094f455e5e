import { Button, Group, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { DepotBody, VehicleBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useSession } from '../session/session.tsx'
import { words } from './site.words.ts'
import {
  type DepotDraft,
  depotBodyOf,
  depotDraftOf,
  type VehicleDraft,
  vehicleBodyOf,
  vehicleDraftOf,
} from './site-draft.ts'

type Common = {
  readonly depots: readonly DepotBody[]
  /** Numbers that are given already. */
  readonly taken: readonly string[]
  readonly onClose: () => void
}

/** Adds a depot or says anew what it is. What was typed stays when the server fails. */
export function DepotForm({ depot, ...common }: Common & { readonly depot: DepotBody | undefined }) {
  const say = useWords(words)
  const { client } = useSession()
  const [draft, setDraft] = useState(() => depotDraftOf(depot))
  const body = depotBodyOf(draft)
  return (
    <Frame
      {...common}
      draft={draft}
      onText={(part) => setDraft({ ...draft, ...part })}
      keys={draft.by === 'roads' ? placeKeys : [...placeKeys, 'kmPerHour', 'detour']}
      isNew={depot === undefined}
      save={body && (() => client.putDepot(draft.id.trim(), body))}
    >
      <Select
        label={say.travel}
        allowDeselect={false}
        checkIconPosition="right"
        data={ways.map((by) => ({ value: by, label: say.ways[by] }))}
        value={draft.by}
        onChange={(by) => setDraft({ ...draft, by: ways.find((way) => way === by) ?? draft.by })}
      />
    </Frame>
  )
}

/** Adds a vehicle or says anew what it is. @param digits of the currency's minor unit */
export function VehicleForm({
  vehicle,
  digits,
  ...common
}: Common & { readonly vehicle: VehicleBody | undefined; readonly digits: number }) {
  const say = useWords(words)
  const { client } = useSession()
  const [draft, setDraft] = useState(() => vehicleDraftOf(vehicle, common.depots[0]?.depot ?? '', digits))
  const body = vehicleBodyOf(draft, { digits, before: vehicle })
  return (
    <Frame
      {...common}
      draft={draft}
      onText={(part) => setDraft({ ...draft, ...part })}
      keys={vehicleKeys}
      isNew={vehicle === undefined}
      save={body && (() => client.putVehicle(draft.id.trim(), body))}
    >
      <Select
        label={say.fields.depot}
        allowDeselect={false}
        data={common.depots.map(({ depot, name }) => ({ value: depot, label: name }))}
        value={draft.depot}
        onChange={(depot) => setDraft({ ...draft, depot: depot ?? '' })}
      />
      {(['returns', 'isOff'] as const).map((key) => (
        <Switch
          key={key}
          label={say[key]}
          checked={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.checked })}
        />
      ))}
    </Frame>
  )
}

const ways = ['great-circle', 'manhattan', 'roads'] as const satisfies readonly DepotDraft['by'][]
const placeKeys = ['name', 'id', 'lat', 'lon', 'zone'] as const satisfies readonly (keyof DepotDraft)[]
const vehicleKeys = [
  'name',
  'id',
  'driver',
  'capacity',
  'from',
  'until',
  'fixed',
  'perKm',
  'perHour',
  'stopsMax',
  'tripsMax',
  'loadingMinutes',
  'skills',
] as const satisfies readonly (keyof VehicleDraft)[]

type Key = keyof (typeof words)['en']['fields']
type FrameProps = Common & {
  readonly draft: Partial<Record<Key, string>>
  readonly keys: readonly Key[]
  readonly isNew: boolean
  readonly onText: (part: Partial<Record<Key, string>>) => void
  /** Absent while something is missing. */
  readonly save: (() => Promise<unknown>) | undefined
  readonly children?: ReactNode
}

function Frame({ draft, keys, isNew, taken, onText, onClose, save, children }: FrameProps) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [isTried, setTried] = useState(false)
  const isTaken = isNew && taken.includes(draft.id?.trim() ?? '')
  const saving = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dispatch'] })
      onClose()
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (save && !isTaken) saving.mutate(save)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {keys.map((key) => (
            <TextInput
              key={key}
              label={say.fields[key]}
              type={key === 'from' || key === 'until' ? 'time' : 'text'}
              maxLength={100}
              disabled={key === 'id' && !isNew}
              error={key === 'id' && isTaken && say.taken}
              value={draft[key] ?? ''}
              onChange={(event) => onText({ [key]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        {children}
        {isTried && !save && (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            {say.incomplete}
          </Text>
        )}
        {saving.error && <ErrorState error={saving.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {say.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
