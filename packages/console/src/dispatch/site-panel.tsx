import { Button, Group, Stack, Text } from '@mantine/core'
import type { DepotBody, VehicleBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useSession } from '../session/session.tsx'
import { words } from './site.words.ts'
import { DepotForm, VehicleForm } from './site-form.tsx'

type Asked =
  | { readonly what: 'depot'; readonly depot?: DepotBody }
  | { readonly what: 'vehicle'; readonly vehicle?: VehicleBody }
  | { readonly what: 'retire'; readonly name: string; readonly act: () => Promise<unknown> }

/** Depots and vehicles: added, changed and retired. @param day of which the plans say what the shop's currency is */
export function SitePanel({ depots, day }: { readonly depots: readonly DepotBody[]; readonly day: string }) {
  const say = useWords(words)
  const { client } = useSession()
  const [asked, ask] = useState<Asked>()
  const answer = useAnswer(['dispatch', 'vehicles'], (api, options) => api.vehicles(options))
  const plans = useAnswer(['dispatch', 'plans', day], (api, options) => api.plans(day, options))
  const vehicles = answer.data?.vehicles ?? []
  const retire = (name: string, act: () => Promise<unknown>) => ask({ what: 'retire', name, act })
  return (
    <Panel
      title={say.title}
      hint={say.hint}
      actions={
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => ask({ what: 'depot' })}>
            {say.addDepot}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={depots.length === 0 || !plans.data}
            onClick={() => ask({ what: 'vehicle' })}
          >
            {say.addVehicle}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        {answer.error && <ErrorState error={answer.error} />}
        <Rows
          label={say.depots}
          rows={depots.map((depot) => ({
            id: depot.depot,
            name: depot.name,
            about: depot.zone,
            change: () => ask({ what: 'depot', depot }),
            retire: () => retire(depot.name, () => client.removeDepot(depot.depot)),
          }))}
        />
        <Rows
          label={say.vehicles}
          rows={vehicles.map((vehicle) => ({
            id: vehicle.vehicle,
            name: vehicle.name,
            about: [vehicle.driver, vehicle.isOff && say.off].filter(Boolean).join(' · '),
            change: () => ask({ what: 'vehicle', vehicle }),
            retire: () => retire(vehicle.name, () => client.removeVehicle(vehicle.vehicle)),
          }))}
        />
      </Stack>
      <Asking
        {...{ asked, depots, vehicles }}
        digits={plans.data?.currency.digits ?? 0}
        onClose={() => ask(undefined)}
      />
    </Panel>
  )
}

type Row = {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly change: () => void
  readonly retire: () => void
}

function Rows({ label, rows }: { readonly label: string; readonly rows: readonly Row[] }) {
  const say = useWords(words)
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label={label}>
      <Text size="sm" fw={600} component="li">
        {label} {rows.length === 0 && say.none}
      </Text>
      {rows.map(({ id, name, about, change, retire }) => (
        <Group component="li" key={id} justify="space-between" gap="xs">
          <Text size="sm">
            {name}{' '}
            <Text span size="sm" c="dimmed">
              {[id, about].filter(Boolean).join(' · ')}
            </Text>
          </Text>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" aria-label={say.changeOf(name)} onClick={change}>
              {say.change}
            </Button>
            <Button size="compact-sm" variant="default" aria-label={say.retireOf(name)} onClick={retire}>
              {say.retire}
            </Button>
          </Group>
        </Group>
      ))}
    </Stack>
  )
}

type AskingProps = {
  readonly asked: Asked | undefined
  readonly depots: readonly DepotBody[]
  readonly vehicles: readonly VehicleBody[]
  readonly digits: number
  readonly onClose: () => void
}

function Asking({ asked, depots, vehicles, digits, onClose }: AskingProps) {
  const say = useWords(words)
  const common = { depots, onClose }
  return (
    <Dialog isOpen={asked !== undefined} onClose={onClose} title={titleOf(asked, say)}>
      {asked?.what === 'depot' && (
        <DepotForm {...common} depot={asked.depot} taken={depots.map(({ depot }) => depot)} />
      )}
      {asked?.what === 'vehicle' && (
        <VehicleForm
          {...common}
          vehicle={asked.vehicle}
          digits={digits}
          taken={vehicles.map(({ vehicle }) => vehicle)}
        />
      )}
      {asked?.what === 'retire' && <Retire act={asked.act} onClose={onClose} />}
    </Dialog>
  )
}

function titleOf(asked: Asked | undefined, say: (typeof words)['en']): string {
  if (asked?.what === 'retire') return say.retireOf(asked.name)
  if (asked?.what === 'depot') return asked.depot ? say.changeOf(asked.depot.name) : say.addDepot
  return asked?.vehicle ? say.changeOf(asked.vehicle.name) : say.addVehicle
}

function Retire({ act, onClose }: { readonly act: () => Promise<unknown>; readonly onClose: () => void }) {
  const say = useWords(words)
  const queries = useQueryClient()
  const retiring = useMutation({
    mutationFn: act,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dispatch'] })
      onClose()
    },
  })
  return (
    <Stack gap="md">
      <Text size="sm">{say.retireBody}</Text>
      {retiring.error && <ErrorState error={retiring.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say.cancel}
        </Button>
        <Button color="red" loading={retiring.isPending} onClick={() => retiring.mutate()}>
          {say.retire}
        </Button>
      </Group>
    </Stack>
  )
}
