import { extname } from 'node:path'
import { Command } from 'commander'
import { routeLines } from '../app/routing/route-lines.ts'
import { type SolveFound, startSolve } from '../app/routing/solve.ts'
import { toldPlan } from '../app/routing/told-plan.ts'
import type { NamedProblem } from '../app/routing-files/named-problem.ts'
import { namedCost, type PlannedFile } from '../app/routing-files/planned-file.ts'
import { planGeojson, planJson, planSol } from '../app/routing-files/write-plan.ts'
import { modelPlan } from '../decide/route/model-plan.ts'
import { givenPlan } from '../decide/route/start-plan.ts'
import { type VroomExtras, vroomAnswer } from '../decide/route/vroom-answer.ts'
import { Refusal } from '../domain/refusal.ts'
import { exitCodes, withSignals } from './import.ts'
import { OutFile } from './out-file.ts'
import { grouped } from './progress.ts'
import { addRoadOptions, roadParts } from './road-options.ts'
import { type GivenFlags, refuseFlag, spelled } from './route-flags.ts'
import { type PlanForm, planForms, type RouteFlags, withRouteOptions } from './route-options.ts'
import { type ReadProblem, readProblem } from './route-problem.ts'
import { planCsv } from './route-rows.ts'
import { counted, routeSummary, shown } from './route-summary.ts'

/** Better plans are told no more often. */
const toldMsMin = 1_000
/** Rejected rows that are told one by one. */
const rejectedMax = 20

/** The command `route`, to be added to a commander program. */
export function routeCommand(): Command {
  const command = new Command('route')
    .description('plan routes of vehicles for a file of stops, or for a published routing problem')
    .argument(
      '<file>',
      'VRPLIB, Solomon, Li & Lim, HVRP, loggibud, JSON (VROOM, ours) or CSV of stops; also .gz; - is standard input',
    )
    .addHelpText(
      'after',
      '\nCtrl-C ends the search and gives the best plan so far; a second one ends at once.' +
        '\nExit codes: 0 all stops served, 1 nothing could be planned, 3 stops are left out or rows rejected.',
    )
  return addRoadOptions(withRouteOptions(command)).action(async (file: string, flags: RouteFlags, own: Command) => {
    const names = Object.keys(flags) as (keyof RouteFlags)[]
    const given = new Set(names.filter((name) => own.getOptionValueSource(name) === 'cli'))
    process.exitCode = await withSignals((signal) => routed(file, { flags, given, signal }))
  })
}

type Asked = { readonly flags: RouteFlags; readonly given: GivenFlags; readonly signal: AbortSignal }

async function routed(file: string, { flags, given, signal }: Asked): Promise<number> {
  let out: OutFile | undefined
  try {
    const begun = performance.now()
    const read = await readProblem(file, { flags, given })
    tellRejected(read.named)
    tellUnused(read, given)
    const form = flags.write ?? formOf(flags.out)
    if (form === 'geojson') planGeojson({ named: read.named, plan: nothing, schedules: [], reasons: [] }) // refused before the search
    if (form !== undefined) out = await OutFile.open(flags.out)
    const loaded = performance.now()
    const found = await solved(read, searchOf(read, { flags, given }), signal)
    const computing = {
      loading: Math.round(loaded - begun),
      solving: Math.round(performance.now() - loaded),
      routing: 0,
    }
    const planned = { named: read.named, plan: found.plan, ...found.explained! }
    if (form !== undefined) await out!.write(await textsOf(form, planned, { read, found, computing, flags }))
    await out?.keep()
    // Where the plan itself goes to standard output, nothing else does.
    const table = form !== undefined && flags.out === undefined ? process.stderr : process.stdout
    table.write(`${routeSummary(planned)}\n`)
    return found.plan.unserved.length + read.named.rejected.length > 0 ? exitCodes.someRejected : exitCodes.fine
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const place = error.details.file === undefined ? `${file}: ` : ''
    process.stderr.write(`${error.code}: ${place}${error.message}\n`)
    return exitCodes.failed
  } finally {
    out?.drop()
  }
}

const nothing = { routes: [], unserved: [], cost: 0 }

function tellRejected({ rejected }: NamedProblem): void {
  if (rejected.length === 0) return
  process.stderr.write(`cannot be used: ${counted(rejected.length, 'row')}\n`)
  for (const { line, field, value, reason, remedy } of rejected.slice(0, rejectedMax))
    process.stderr.write(`  line ${line}, ${field} "${value}": ${reason}; ${remedy}\n`)
}

const searchFlags = ['seconds', 'iterations', 'seed', 'threads'] as const

/** What says nothing of this problem: how long to search where routes are given, times of kinds that no vehicle is. */
function tellUnused({ isGiven, task }: ReadProblem, given: GivenFlags): void {
  for (const kind of task?.ask.kindsUnused ?? [])
    process.stderr.write(`perKind "${kind}": not used, as no vehicle is of this kind\n`)
  const idle = searchFlags.filter((flag) => given.has(flag))
  if (!isGiven || idle.length === 0) return
  const flags = idle.map(spelled).join(', ')
  process.stderr.write(
    `${flags}: not used, as the file gives the routes ("c" in its options) and nothing is searched\n`,
  )
}

/** What a flag says goes before what the file says, and that before what is usual. */
function searchOf({ how = {} }: ReadProblem, { flags, given }: Pick<Asked, 'flags' | 'given'>): RouteFlags {
  const isTimed = given.has('seconds') || given.has('iterations')
  const { seconds, iterations, ...rest } = how
  const budget = isTimed ? {} : { ...(seconds === undefined ? {} : { seconds }), ...(iterations ? { iterations } : {}) }
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !given.has(name as keyof RouteFlags)))
  return { ...flags, ...budget, ...others }
}

async function solved(
  { named, start, task, isGiven }: ReadProblem,
  { seconds, iterations, seed, threads, quiet }: RouteFlags,
  signal: AbortSignal,
): Promise<SolveFound> {
  if (isGiven && task) return { ...givenPlan(task), iterations: 0 }
  const begun = performance.now()
  let toldAt = Number.NEGATIVE_INFINITY
  const solve = startSolve({
    problem: named.problem,
    budget: iterations === undefined ? { seconds } : { iterations },
    seed,
    threads,
    ...(start ? { start } : {}),
    onBetter: (found) => {
      const now = performance.now()
      if (quiet || now - toldAt < toldMsMin) return
      toldAt = now
      process.stderr.write(`${progressOf(named, found, now - begun)}\n`)
    },
  })
  if (signal.aborted) solve.stop()
  signal.addEventListener('abort', solve.stop, { once: true })
  return solve.done
}

function progressOf(named: NamedProblem, { plan, iterations }: SolveFound, ms: number): string {
  const left = plan.unserved.length > 0 ? `, ${grouped(plan.unserved.length)} left out` : ''
  const cost = shown(namedCost({ named, plan }))
  return `${(ms / 1_000).toFixed(1)} s: cost ${cost}, ${counted(plan.routes.length, 'route')}${left}, ${grouped(iterations)} iterations`
}

/** By the ending of the file; JSON where it has none. @throws Refusal ROUTING_FLAG where it is that of no form */
function formOf(out: string | undefined): PlanForm | undefined {
  const ending = extname(out ?? '').toLowerCase()
  if (out === undefined || ending === '') return out === undefined ? undefined : 'json'
  const reason = `"${ending}" is the ending of none of ${planForms.join(', ')}`
  const form = planForms.find((one) => ending === `.${one}`)
  return form ?? refuseFlag(out, 'out', reason, 'name the form by --write')
}

/** What answers in the form of a question say beyond the plan. */
type Written = Pick<VroomExtras, 'computing'> & {
  readonly read: ReadProblem
  readonly found: SolveFound
  readonly flags: RouteFlags
}

async function textsOf(
  form: PlanForm,
  planned: PlannedFile,
  { read, found, computing, flags }: Written,
): Promise<AsyncIterable<string> | Iterable<string>> {
  if (form === 'csv') return planCsv(planned)
  if (form === 'geojson') return [planGeojson(planned)]
  if (form === 'sol') return [planSol(planned)]
  if (!read.task) return [planJson(planned)]
  const { outcome, reasons } = toldPlan(read.task, found)
  if (planned.named.format === 'model') {
    const plan = modelPlan(outcome, { amounts: read.task.ask.amounts ?? [], reasons })
    return [`${JSON.stringify(plan, null, 2)}\n`]
  }
  // Who states a speed asks no roads.
  const parts = flags.speed === undefined ? roadParts(flags) : {}
  const lines = read.isDrawn ? await routeLines(outcome, read.task.ask, parts) : undefined
  return [`${JSON.stringify(vroomAnswer(outcome, { computing, reasons, lines }), null, 2)}\n`]
}
