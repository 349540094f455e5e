import { Box, Button, Group, Select, Stack, Text } from '@mantine/core'
import type { Currency, DispatchPlanBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import { MoveCost } from './move-text.tsx'
import { firstFree, placeIn } from './place-in.ts'
import { words } from './plan.words.ts'
import type { Tour } from './plan-scene.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'
import type { Target } from './use-moves.ts'

type Props = {
  readonly plan: DispatchPlanBody
  readonly tours: readonly Tour[]
  readonly currency: Currency
  readonly format: DispatchFormat
  readonly onMove: (delivery: string, target: Target) => void
  readonly onClose: () => void
}

/** Moves a stop without dragging: says what it costs as soon as a place is chosen. */
export function MoveDialog({ delivery, ...props }: Props & { readonly delivery: string | undefined }) {
  const say = useWords(words)
  return (
    <Dialog isOpen={delivery !== undefined} onClose={props.onClose} title={say.moveTitle(delivery ?? '')}>
      {delivery !== undefined && <MoveForm key={delivery} delivery={delivery} {...props} />}
    </Dialog>
  )
}

const out = '\u0000out'
const anywhere = ''

function MoveForm({ delivery, plan, tours, currency, format, onMove, onClose }: Props & { readonly delivery: string }) {
  const say = useWords(words)
  const now = placeIn(plan.routes, delivery)
  const [vehicle, setVehicle] = useState(now.vehicle ?? tours[0]?.vehicle ?? out)
  const [place, setPlace] = useState(anywhere)
  const tour = tours.find((one) => one.vehicle === vehicle)
  const target: Target = tour
    ? { vehicle, ...(place === anywhere ? {} : { position: Number(place) }) }
    : { vehicle: null }
  const places = tour ? placesIn(tour, delivery) : []
  return (
    <Stack gap="md">
      <Select
        label={say.moveVehicle}
        data-autofocus
        allowDeselect={false}
        checkIconPosition="right"
        data={[
          ...tours.map(({ vehicle: value, look, name }) => ({ value, label: say.tourOf(look.number, name) })),
          ...(now.vehicle === null ? [] : [{ value: out, label: say.takeOut }]),
        ]}
        value={vehicle}
        onChange={(chosen) => {
          setVehicle(chosen ?? out)
          setPlace(anywhere)
        }}
      />
      <Select
        label={say.movePosition}
        disabled={!tour}
        allowDeselect={false}
        checkIconPosition="right"
        data={[
          { value: anywhere, label: say.cheapest },
          ...places.map(({ position, before }) => ({
            value: String(position),
            label: before ? `${position + 1} · ${before} ↓` : String(position + 1),
          })),
        ]}
        value={place}
        onChange={(chosen) => setPlace(chosen ?? anywhere)}
      />
      <Box mih="3rem" role="status">
        <MoveCost plan={plan} currency={currency} delivery={delivery} target={target} format={format} />
      </Box>
      <Text size="xs" c="dimmed" hidden={!tour?.stops.find((stop) => stop.delivery === delivery)?.isFixed}>
        {say.fixed}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say.cancel}
        </Button>
        <Button
          onClick={() => {
            onMove(delivery, target)
            onClose()
          }}
        >
          {say.moveDo}
        </Button>
      </Group>
    </Stack>
  )
}

/** Every place of a tour that is still free, with the stop that would come before. */
function placesIn(tour: Tour, delivery: string): { readonly position: number; readonly before?: string }[] {
  const others = tour.stops.filter((stop) => stop.delivery !== delivery)
  const first = firstFree(tour, delivery)
  return Array.from({ length: others.length - first + 1 }, (_, index) => ({
    position: first + index,
    before: others[first + index - 1]?.delivery,
  }))
}
