import { momentOf, namedCost, namedRoutes, type PlannedFile } from '../app/routing-files/planned-file.ts'
import { unservedWords } from '../decide/route/unserved-words.ts'
import { grouped } from './progress.ts'

/** Stops that are left out, listed in the summary. */
const listedMax = 20

/** A plan for people to look at: a line for each route, then what is left out and why. */
export function routeSummary(file: PlannedFile): string {
  const { named, plan, reasons } = file
  const routes = namedRoutes(file)
  const rows = routes.map(({ vehicle, stops, distance, steps, cost }, i) => {
    const [first] = steps
    const last = steps[steps.length - 1]
    const load = steps[0].load.map((amount) => shown(amount)).join(' ')
    const [leaves, returns] = [first.end, last.arrival].map((time) => String(momentOf(named, time)))
    return [`${i + 1}`, vehicle, `${stops}`, shown(distance), load, leaves, returns, shown(cost)]
  })
  const heads = ['route', 'vehicle', 'stops', 'distance', 'load', 'leaves', 'ends', 'cost']
  const served = named.stops.length - plan.unserved.length
  const lines = [
    `${named.name} (${named.format}; ways: ${named.travel})`,
    ...columns([heads, ...rows]),
    `${grouped(served)} of ${grouped(named.stops.length)} stops on ${counted(routes.length, 'route')}, cost ${shown(namedCost(file))}`,
  ]
  if (reasons.length > 0) lines.push(`left out: ${counted(reasons.length, 'stop')}`)
  for (const { stop, rule, isProven, detail } of reasons.slice(0, listedMax)) {
    lines.push(`  ${named.stops[stop]}: ${unservedWords({ rule, isProven }).en}`)
    if (rule === 'search') lines.push(`    ${detail}`)
  }
  if (reasons.length > listedMax)
    lines.push(`  and ${grouped(reasons.length - listedMax)} more (--write json lists all)`)
  return lines.join('\n')
}

/** Three decimals at most. */
export function shown(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 })
}

/** '1 route', '2 routes'. */
export function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) =>
    row.map((cell, i) => (i === 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
  )
}
