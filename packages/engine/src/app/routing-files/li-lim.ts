import type { Shipment } from '@nunchi/kernel'
import type { NamedProblem, ReadWishes } from './named-problem.ts'
import type { TextLines } from './text-lines.ts'
import { windowedProblem } from './windowed-problem.ts'

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
  const [vehicles, capacity] = lines.numbers(lines.need('vehicles'), ['vehicles', 'capacity'])
  const count = lines.whole(vehicles, 'vehicles')
  if (count < 1) lines.refuse({ field: 'vehicles', reason: 'there is no vehicle', remedy: 'give at least 1' })
  const rows = readRows(lines)
  return windowedProblem({
    name: lines.name,
    format: 'lilim',
    rounding: wishes.rounding ?? 'real',
    objective: wishes.objective ?? 'vehicles',
    rows,
    count,
    capacity: lines.whole(capacity, 'capacity'),
    loadOf: () => ({ delivery: [0], pickup: [0] }),
    shipments: pairsOf(lines, rows.slice(1)),
  })
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
