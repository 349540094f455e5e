import { Anchor, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { Dialog } from '../data/dialog.tsx'
import { Panel } from '../data/panel.tsx'
import { useSession } from '../session/session.tsx'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import classes from './dispatch.module.css'
import { words } from './dispatch.words.ts'
import { words as planWords } from './plan.words.ts'
import type { Tour } from './plan-scene.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

type Props = {
  readonly tours: readonly Tour[]
  readonly currency: Currency
  readonly format: DispatchFormat
  readonly onFocus: (vehicle: string) => void
}

/** What each tour comes to, and a link for whoever drives it. */
export const TourTable = memo(function TourTable({ tours, currency, format, onFocus }: Props) {
  const say = useWords(words)
  const { tour: tourName, allTours, table } = useWords(planWords)
  const [linked, setLinked] = useState<Tour>()
  const columns: readonly Column<Tour>[] = [
    {
      key: 'tour',
      title: table.tour,
      isSticky: true,
      keepsLine: true,
      value: ({ look, name }) => `${tourName(look.number)} ${name}`,
      show: ({ look, name, vehicle }) => (
        <>
          <span className={classes.badge} style={{ background: look.color, color: look.onColor }}>
            {look.number}
          </span>{' '}
          <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onFocus(vehicle)}>
            {name}
          </Anchor>
        </>
      ),
    },
    { key: 'stops', title: say.sums.stops, align: 'right', value: ({ sums }) => format.count(sums.stops) },
    { key: 'metres', title: say.sums.distance, align: 'right', value: ({ sums }) => format.km(sums.metres) },
    { key: 'duty', title: say.sums.duty, align: 'right', value: ({ sums }) => format.span(sums.dutySeconds) },
    { key: 'cost', title: say.sums.cost, align: 'right', value: ({ sums }) => format.money(sums.costMinor, currency) },
    {
      key: 'late',
      title: say.sums.late,
      align: 'right',
      value: ({ sums }) => (sums.late > 0 ? `! ${format.count(sums.late)}` : '–'),
    },
    {
      key: 'link',
      title: say.driverLink,
      value: () => undefined,
      show: (tour) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say.driverLinkOf(tour.name)}
          onClick={() => setLinked(tour)}
        >
          {say.driverLink}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={allTours}>
      <TableFrame label={allTours} columns={columns} rows={tours} rowKey={({ vehicle }) => vehicle} />
      <Dialog
        isOpen={linked !== undefined}
        onClose={() => setLinked(undefined)}
        title={say.driverLinkOf(linked?.name ?? '')}
      >
        {linked && <DriverLink key={linked.vehicle} tour={linked} />}
      </Dialog>
    </Panel>
  )
})

/** Makes a key that may do nothing but this vehicle's round, and the link that brings it to a phone. */
function DriverLink({ tour }: { readonly tour: Tour }) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      client.makeKey({ name: say.driverKeyName(tour.name).slice(0, 100), scope: 'driver', vehicle: tour.vehicle }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const link = data ? `${window.location.origin}/console/round#key=${data.secret}` : ''
  return (
    <Stack gap="md">
      <Text size="sm">{say.driverLinkBody}</Text>
      {error && <ErrorState error={error} />}
      {data && (
        <TextInput
          readOnly
          aria-label={say.driverLink}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <Group justify="flex-end">
        {data ? (
          <CopyButton value={link} timeout={3_000}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? say.copied : say.copy}</Button>}
          </CopyButton>
        ) : (
          <Button loading={isPending} onClick={() => mutate()}>
            {say.driverLinkMake}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
