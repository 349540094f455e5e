import type { NamedProblem, ReadWishes } from './named-problem.ts'
import type { TextLines } from './text-lines.ts'
import { windowedProblem } from './windowed-problem.ts'

const columns = ['CUST NO.', 'XCOORD.', 'YCOORD.', 'DEMAND', 'READY TIME', 'DUE DATE', 'SERVICE TIME']

/**
 * Reads Solomon's form of vehicle routing with time windows, which Gehring and Homberger took over. Distances are as in the
 * DIMACS challenge (one decimal, cut off) unless somebody wishes otherwise. O(customers^2) for the distances.
 * @throws Refusal ROUTING_FILE
 */
export function readSolomon(lines: TextLines, wishes: ReadWishes = {}): NamedProblem {
  lines.need('the name')
  let text = lines.need('NUMBER')
  while (!/^\d/.test(text)) text = lines.need('NUMBER')
  const [number, capacity] = lines.numbers(text, ['NUMBER', 'CAPACITY'])
  const count = lines.whole(number, 'NUMBER')
  if (count < 1) lines.refuse({ field: 'NUMBER', reason: 'there is no vehicle', remedy: 'give at least 1' })
  return windowedProblem({
    name: lines.name,
    format: 'solomon',
    rounding: wishes.rounding ?? 'truncated',
    objective: wishes.objective ?? 'cost',
    rows: readRows(lines),
    count,
    capacity: lines.whole(capacity, 'CAPACITY'),
    loadOf: ({ demand }) => ({ delivery: [demand] }),
    shipments: [],
  })
}

type Row = {
  readonly id: string
  readonly at: readonly [number, number]
  readonly demand: number
  readonly window: readonly [number, number]
  readonly service: number
}

/** The depot, and then the customers. */
function readRows(lines: TextLines): Row[] {
  const rows: Row[] = []
  for (let text = lines.next(); text !== undefined; text = lines.next()) {
    if (rows.length === 0 && !/^\d/.test(text)) continue
    const [id, x, y, demand, ready, due, service] = lines.numbers(text, columns)
    const window = [lines.whole(ready, 'READY TIME'), lines.whole(due, 'DUE DATE')] as const
    if (window[1] < window[0]) {
      const reason = `it ends (${due}) before it begins (${ready})`
      lines.refuse({ field: 'DUE DATE', reason, remedy: 'put the earlier time first' })
    }
    rows.push({
      id: String(id),
      at: [x, y],
      demand: lines.whole(demand, 'DEMAND'),
      window,
      service: lines.whole(service, 'SERVICE TIME'),
    })
  }
  if (rows.length > 1) return rows
  return lines.refuse({
    field: 'CUSTOMER',
    reason: 'there are no customers',
    remedy: 'give the depot and at least one customer',
  })
}
