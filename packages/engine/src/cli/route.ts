import { extname } from 'node:path'
import { checkProblem } from '@nunchi/kernel'
import { PostRoutingSolve, RoutingModel } from '@nunchi/protocol'
import { Command } from 'commander'
import { type SolveFound, startSolve } from '../app/routing/solve.ts'
import { toldPlan } from '../app/routing/told-plan.ts'
import { type AskedFile, readModelFile, readVroomFile } from '../app/routing-files/asked-file.ts'
import type { NamedProblem } from '../app/routing-files/named-problem.ts'
import { namedCost, type PlannedFile } from '../app/routing-files/planned-file.ts'
import { parsedJson, readRoutingText, routingFormatOf, routingText } from '../app/routing-files/read-routing-file.ts'
import { readStopsCsv } from '../app/routing-files/stops-csv.ts'
import { TextLines } from '../app/routing-files/text-lines.ts'
import { planGeojson, planJson, planSol } from '../app/routing-files/write-plan.ts'
import { modelPlan } from '../decide/route/model-plan.ts'
import { givenPlan } from '../decide/route/start-plan.ts'
import { type VroomExtras, vroomAnswer } from '../decide/route/vroom-answer.ts'
import { Refusal } from '../domain/refusal.ts'
import { entryProblem } from '../http/validate.ts'
import { exitCodes, withSignals } from './import.ts'
import { OutFile } from './out-file.ts'
import { grouped } from './progress.ts'
import { addRoadOptions, roadParts } from './road-options.ts'
import { fleetOf, type PlanForm, planForms, type RouteFlags, withRouteOptions } from './route-options.ts'
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
    .argument('<file>', 'VRPLIB, Solomon, Li & Lim, HVRP, loggibud, JSON (VROOM, ours) or CSV of stops; also .gz')
    .addHelpText(
      'after',
      '\nCtrl-C ends the search and gives the best plan so far; a second one ends at once.' +
        '\nExit codes: 0 all stops served, 1 nothing could be planned, 3 stops are left out or rows rejected.',
    )
  return addRoadOptions(withRouteOptions(command)).action(async (file: string, flags: RouteFlags) => {
    process.exitCode = await withSignals((signal) => routed(file, flags, signal))
  })
}

async function routed(file: string, flags: RouteFlags, signal: AbortSignal): Promise<number> {
  let out: OutFile | undefined
  try {
    const begun = performance.now()
    const read = await readProblem(file, flags)
    checkRead(file, read)
    tellRejected(read.named, flags)
    const form = flags.write ?? formOf(flags.out)
    if (form === 'geojson') planGeojson({ named: read.named, plan: nothing, schedules: [], reasons: [] }) // refused before the search
    if (form !== undefined) out = await OutFile.open(flags.out)
    const loaded = performance.now()
    const found = await solved(read, flags, signal)
    const computing = {
      loading: Math.round(loaded - begun),
      solving: Math.round(performance.now() - loaded),
      routing: 0,
    }
    const planned = { named: read.named, plan: found.plan, ...found.explained! }
    if (form !== undefined) await out!.write(textsOf(form, planned, { read, found, computing }))
    await out?.keep()
    // Where the plan itself goes to standard output, nothing else does.
    const table = form !== undefined && flags.out === undefined ? process.stderr : process.stdout
    table.write(`${routeSummary(planned)}\n`)
    return found.plan.unserved.length + read.named.rejected.length > 0 ? exitCodes.someRejected : exitCodes.fine
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.code}: ${error.message}\n`)
    return exitCodes.failed
  } finally {
    out?.drop()
  }
}

const nothing = { routes: [], unserved: [], cost: 0 }

type Read = Omit<AskedFile, 'task'> & Partial<Pick<AskedFile, 'task'>>

async function readProblem(file: string, flags: RouteFlags): Promise<Read> {
  const text = await routingText(file)
  const format = flags.format ?? routingFormatOf(text)
  const lines = new TextLines(file, text)
  const wishes = { ...fleetOf(flags, true), ...roadParts(flags) }
  if (format === 'vroom') return readVroomFile(lines.name, parsedJson(file, text), wishes)
  if (format === 'model') return readModelFile(lines.name, modelOf(lines, parsedJson(file, text)), wishes)
  if (format !== 'csv') return { named: readRoutingText({ file, text, ...(format ? { format } : {}) }, flags) }
  const isPlane = /(^|[,;\t"])x([,;\t"]|$)/im.test(text.split('\n', 1)[0])
  return { named: readStopsCsv(lines, fleetOf(flags, !isPlane)) }
}

/** What no reader of a form looks for: sums out of all measure, ways longer than can be counted. @throws Refusal ROUTING_FILE */
function checkRead(file: string, { named }: Read): void {
  const [fault] = checkProblem(named.problem).faults
  if (!fault) return
  const { path, reason, remedy } = fault
  throw new Refusal('ROUTING_FILE', { file, line: 1, field: path, reason, remedy })
}

/** A problem in our own words, alone or in a request as HTTP takes it. @throws Refusal ROUTING_FILE */
function modelOf(lines: TextLines, json: unknown): Pick<PostRoutingSolve, 'travel'> & { problem: RoutingModel } {
  const isRequest = typeof json === 'object' && json !== null && 'problem' in json
  const problem = entryProblem(isRequest ? PostRoutingSolve : RoutingModel, json)
  if (problem) {
    const remedy = 'see docs/routing.md for what a problem may have'
    lines.refuse({ line: 1, field: problem.path || 'the whole', reason: problem.reason, remedy })
  }
  const { travel, ...asked } = isRequest ? (json as PostRoutingSolve) : { problem: json as RoutingModel }
  return { problem: asked.problem!, ...(travel ? { travel } : {}) }
}

function tellRejected({ rejected }: NamedProblem, { quiet }: RouteFlags): void {
  if (rejected.length === 0 || quiet) return
  process.stderr.write(`cannot be used: ${counted(rejected.length, 'row')}\n`)
  for (const { line, field, value, reason, remedy } of rejected.slice(0, rejectedMax))
    process.stderr.write(`  line ${line}, ${field} "${value}": ${reason}; ${remedy}\n`)
}

async function solved(
  { named, start, task, isGiven }: Read,
  flags: RouteFlags,
  signal: AbortSignal,
): Promise<SolveFound> {
  if (isGiven && task) return { ...givenPlan(task), iterations: 0 }
  const { seconds, iterations, seed, threads, quiet } = flags
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

/** By the ending of the file, if it is that of a form. */
function formOf(out: string | undefined): PlanForm | undefined {
  if (out === undefined) return undefined
  return planForms.find((form) => extname(out).toLowerCase() === `.${form}`) ?? 'json'
}

/** What answers in the form of a question say beyond the plan. */
type Written = { readonly read: Read; readonly found: SolveFound } & Pick<VroomExtras, 'computing'>

function textsOf(
  form: PlanForm,
  planned: PlannedFile,
  { read, found, computing }: Written,
): AsyncIterable<string> | Iterable<string> {
  if (form === 'csv') return planCsv(planned)
  if (form === 'geojson') return [planGeojson(planned)]
  if (form === 'sol') return [planSol(planned)]
  if (!read.task) return [planJson(planned)]
  const { outcome, reasons } = toldPlan(read.task, found)
  if (planned.named.format === 'model') {
    const plan = modelPlan(outcome, { amounts: read.task.ask.amounts ?? [], reasons })
    return [`${JSON.stringify(plan, null, 2)}\n`]
  }
  return [`${JSON.stringify(vroomAnswer(outcome, { computing, reasons }), null, 2)}\n`]
}
