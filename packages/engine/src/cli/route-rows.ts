import { momentOf, namedRoutes, type PlannedFile } from '../app/routing-files/planned-file.ts'
import { unservedWords } from '../decide/route/unserved-words.ts'
import { csvOf } from '../http/merchant/csv.ts'

const columns = [
  ...['route', 'vehicle', 'order', 'kind', 'stop', 'arrival', 'begin', 'end', 'distance', 'load', 'x', 'y', 'reason'],
] as const

type Row = Partial<Record<(typeof columns)[number], unknown>>

/** A plan as CSV: a row for each step of each route, then one for each stop that is left out. */
export function planCsv(file: PlannedFile): AsyncIterable<string> {
  return csvOf(columns, rowsOf(file))
}

async function* rowsOf(file: PlannedFile): AsyncGenerator<Row, void, undefined> {
  const { named, reasons } = file
  const at = (place: number | undefined) => {
    const [x, y] = (place === undefined ? undefined : named.map?.points[place]) ?? []
    return { x, y }
  }
  for (const [i, { vehicle, steps }] of namedRoutes(file).entries()) {
    for (const [order, { kind, stop, place, arrival, begin, end, distance, load }] of steps.entries()) {
      const moments = { arrival: momentOf(named, arrival), begin: momentOf(named, begin), end: momentOf(named, end) }
      yield { route: i + 1, vehicle, order, kind, stop, ...moments, distance, load: load.join(' '), ...at(place) }
    }
  }
  for (const { stop, rule, isProven, detail } of reasons) {
    const reason = rule === 'search' ? detail : unservedWords({ rule, isProven }).en
    yield { kind: 'unserved', stop: named.stops[stop], reason, ...at(named.problem.stops[stop].place) }
  }
}
