import { plainStop, plainVehicle, type Shipment, type Stop } from '@nunchi/kernel'
import type { NamedProblem, ReadWishes } from './named-problem.ts'
import { scaleOf, straightLines, straightWords, vehicleFirst } from './plane-distances.ts'

/** A line of a form that gives points of a plane, and when service may begin there. */
export type WindowedRow = {
  readonly id: string | number
  readonly at: readonly [number, number]
  readonly window: readonly [number, number]
  readonly service: number
}

/** What such a form says beside its rows; `rows` begin with the depot. */
export type WindowedForm<Row extends WindowedRow> = Pick<NamedProblem, 'name' | 'format'> & {
  readonly rounding: NonNullable<ReadWishes['rounding']>
  readonly objective: NonNullable<ReadWishes['objective']>
  readonly rows: readonly Row[]
  /** Vehicles that are alike, and what one of them carries. */
  readonly count: number
  readonly capacity: number
  readonly loadOf: (row: Row) => Partial<Stop>
  readonly shipments: readonly Shipment[]
}

/** The problem of a form with one depot, vehicles that are alike, and a window for each stop. O(stops^2) for the distances. */
export function windowedProblem<Row extends WindowedRow>(form: WindowedForm<Row>): NamedProblem {
  const { rows, rounding, count, capacity, loadOf, shipments } = form
  const points = rows.map(({ at }) => at)
  const distances = straightLines(points, rounding)
  const scale = scaleOf[rounding]
  const scaled = ([from, until]: readonly [number, number]) => [from * scale, until * scale] as const
  const [depot, ...tasks] = rows
  const stops = tasks.map((row, i) =>
    plainStop(i + 1, { ...loadOf(row), windows: [scaled(row.window)], service: row.service * scale }),
  )
  const fixed = form.objective === 'vehicles' ? vehicleFirst(distances) : 0
  const cost = { fixed, perDistance: 1, perTravel: 0, perDuty: 0 }
  const vehicle = plainVehicle(0, [capacity], { count, shift: scaled(depot.window), cost })
  const profiles = [{ durations: distances, distances }]
  return {
    name: form.name,
    format: form.format,
    problem: { places: points.length, profiles, dimensions: 1, stops, shipments, vehicles: [vehicle] },
    stops: tasks.map(({ id }) => String(id)),
    vehicles: ['vehicle'],
    ranking: fixed,
    scale: { cost: scale, time: scale, distance: scale, load: 1 },
    map: { kind: 'plane', points },
    travel: straightWords(rounding),
    isClock: false,
    zero: 0,
    rejected: [],
  }
}
