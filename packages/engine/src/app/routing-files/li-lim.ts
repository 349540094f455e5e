import { plainStop, plainVehicle, type Shipment } from '@nunchi/kernel'
import type { NamedProblem, ReadWishes } from './named-problem.ts'
import { scaleOf, straightLines, straightWords, vehicleFirst } from './plane-distances.ts'
import type { TextLines } from './text-lines.ts'

const columns = ['task', 'x', 'y', 'demand', 'earliest', 'latest', 'service', 'pickup', 'delivery']

type Row = {
  readonly line: number
  readonly id: number
  readonly at: readonly [number, number]
  readonly demand: number
  readonly window: readonly [number, number]
  readonly service: number
  /** Ids of the other end; 0 for none. */
  readonly pickup: number
  readonly delivery: number
}

/**
 * Reads Li and Lim's form of pickups with deliveries in time windows. Published costs are real distances after as few
 * vehicles as can be: that is what is read, unless somebody wishes otherwise. O(tasks^2) for the distances.
 * @throws Refusal ROUTING_FILE
 */
export function readLiLim(lines: TextLines, wishes: ReadWishes = {}): NamedProblem {
  const rounding = wishes.rounding ?? 'real'
  const [vehicles, capacity] = lines.numbers(lines.need('vehicles'), ['vehicles', 'capacity'])
  const count = lines.whole(vehicles, 'vehicles')
  if (count < 1) lines.refuse({ field: 'vehicles', reason: 'there is no vehicle', remedy: 'give at least 1' })
  const rows = readRows(lines)
  const points = rows.map(({ at }) => at)
  const distances = straightLines(points, rounding)
  const scale = scaleOf[rounding]
  const [depot, ...tasks] = rows
  const stops = tasks.map(({ window, service }, i) =>
    plainStop(i + 1, { delivery: [0], pickup: [0], windows: [scaled(window, scale)], service: service * scale }),
  )
  const fixed = (wishes.objective ?? 'vehicles') === 'vehicles' ? vehicleFirst(distances) : 0
  const vehicle = plainVehicle(0, [lines.whole(capacity, 'capacity')], {
    count,
    shift: scaled(depot.window, scale),
    cost: { fixed, perDistance: 1, perTravel: 0, perDuty: 0 },
  })
  return {
    name: lines.name,
    format: 'lilim',
    problem: {
      places: points.length,
      profiles: [{ durations: distances, distances }],
      dimensions: 1,
      stops,
      shipments: pairsOf(lines, tasks),
      vehicles: [vehicle],
    },
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

function scaled([from, until]: readonly [number, number], scale: number): readonly [number, number] {
  return [from * scale, until * scale]
}

/** The depot, and then the tasks. */
function readRows(lines: TextLines): Row[] {
  const rows: Row[] = []
  for (let text = lines.next(); text !== undefined; text = lines.next()) {
    const [id, x, y, demand, earliest, latest, service, pickup, delivery] = lines.numbers(text, columns)
    if (latest < earliest) {
      const reason = `it ends (${latest}) before it begins (${earliest})`
      lines.refuse({ field: 'latest', reason, remedy: 'put the earlier time first' })
    }
    const window = [lines.whole(earliest, 'earliest'), lines.whole(latest, 'latest')] as const
    const amounts = { demand, service: lines.whole(service, 'service') }
    rows.push({ line: lines.line, id, at: [x, y], window, pickup, delivery, ...amounts })
  }
  if (rows.length > 1) return rows
  return lines.refuse({
    field: 'task',
    reason: 'there are no tasks',
    remedy: 'give the depot and at least one pickup with its delivery',
  })
}

/** Both ends have to name each other. */
function pairsOf(lines: TextLines, tasks: readonly Row[]): Shipment[] {
  const indexOf = new Map(tasks.map(({ id }, i) => [id, i]))
  const shipments: Shipment[] = []
  tasks.forEach((task, i) => {
    const isPickup = task.delivery !== 0
    const other = indexOf.get(isPickup ? task.delivery : task.pickup)
    const back = other === undefined ? undefined : tasks[other][isPickup ? 'pickup' : 'delivery']
    if (other === undefined || back !== task.id || tasks[other].demand !== -task.demand) {
      const reason = `task ${task.id} and its other end (${task.pickup || task.delivery}) do not name each other with one amount`
      lines.refuse({
        field: 'pickup, delivery',
        line: task.line,
        reason,
        remedy: 'give each pickup one delivery of as much',
      })
    }
    if (isPickup) shipments.push({ pickup: i, delivery: other, amount: [lines.whole(task.demand, 'demand')] })
  })
  return shipments
}
