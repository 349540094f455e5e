import { checkProblem } from '@nunchi/kernel'
import { PostRoutingSolve, RoutingModel } from '@nunchi/protocol'
import { type AskedFile, readModelFile, readVroomFile } from '../app/routing-files/asked-file.ts'
import { jsonFormOf, refuseJson } from '../app/routing-files/json-form.ts'
import {
  isJson,
  parsedJson,
  readRoutingText,
  routingFormatOf,
  routingText,
} from '../app/routing-files/read-routing-file.ts'
import { readStopsCsv } from '../app/routing-files/stops-csv.ts'
import { standardInput, TextLines } from '../app/routing-files/text-lines.ts'
import { Refusal } from '../domain/refusal.ts'
import { entryProblem } from '../http/validate.ts'
import { roadParts } from './road-options.ts'
import { checkFlags, checkUntravelled, type GivenFlags } from './route-flags.ts'
import { fleetOf, type RouteFlags } from './route-options.ts'

/** A problem that was read; of JSON in VROOM's form or our own, with what its own answers are written from. */
export type ReadProblem = Pick<AskedFile, 'named'> & Partial<AskedFile>

type Asked = { readonly flags: RouteFlags; readonly given: GivenFlags }

/**
 * Reads the problem of a file, or of standard input for '-', in whatever form it is. Flags that say nothing of it are refused.
 * @throws Refusal ROUTING_FILE, ROUTING_FLAG, ROUTING_INPUT, ROUTING_SPEED, ROUTING_TOO_LARGE, ROUTING_TRAVEL_NONE, IMPORT_FILE
 */
export async function readProblem(path: string, { flags, given }: Asked): Promise<ReadProblem> {
  const text = await routingText(path)
  const file = path === '-' ? standardInput : path
  const lines = new TextLines(file, text)
  const asked = { file, flags, given }
  const wishes = { ...fleetOf(flags), ...roadParts(flags) }
  const [format, json] = formatOf(lines, text, flags)
  if (format !== undefined) checkFlags(format, asked)
  if (format === 'csv') return checked(file, { named: await readStopsCsv(lines, wishes) })
  if (format !== 'vroom' && format !== 'model')
    return checked(file, { named: readRoutingText({ file, text, ...(format ? { format } : {}) }, flags) })
  const read =
    format === 'vroom' ? await readVroomFile(lines.name, json, wishes) : await readRequest(lines, json, wishes)
  if (!read.isTravelled) checkUntravelled(asked, read.isDrawn ?? false)
  return checked(file, read)
}

/** What was said to be the form, else what the text tells; of JSON, with its value. */
function formatOf(lines: TextLines, text: string, { format }: RouteFlags) {
  const isRead = format === undefined ? isJson(text) : format === 'vroom' || format === 'model'
  if (!isRead) return [format ?? routingFormatOf(text), undefined] as const
  const json = parsedJson(lines.file, text)
  return [format ?? jsonFormOf(json) ?? refuseJson(lines, json), json] as const
}

/** What no reader of a form looks for: sums out of all measure, ways longer than can be counted. @throws Refusal ROUTING_FILE */
function checked(file: string, read: ReadProblem): ReadProblem {
  const [fault] = checkProblem(read.named.problem).faults
  if (!fault) return read
  const { path, reason, remedy } = fault
  throw new Refusal('ROUTING_FILE', { file, line: 1, field: path, reason, remedy })
}

/** A problem in our own words, alone or in a request as HTTP takes it, which may also hold one of VROOM's. */
function readRequest(lines: TextLines, json: unknown, wishes: Parameters<typeof readModelFile>[2]): Promise<AskedFile> {
  const isRequest = typeof json === 'object' && json !== null && ('problem' in json || 'vroom' in json)
  const fault = entryProblem(isRequest ? PostRoutingSolve : RoutingModel, json)
  if (fault) {
    const remedy = 'see docs/routing.md for what a problem may have'
    lines.refuse({ line: 1, field: fault.path || 'the whole', reason: fault.reason, remedy })
  }
  if (!isRequest) return readModelFile(lines.name, { problem: json as RoutingModel }, wishes)
  const { problem, vroom, id: _, ...asked } = json as PostRoutingSolve
  if ((problem === undefined) === (vroom === undefined))
    lines.refuse({ line: 1, field: 'the whole', reason: 'it has both "problem" and "vroom"', remedy: 'leave one out' })
  if (problem !== undefined) return readModelFile(lines.name, { problem, ...asked }, wishes)
  const { travel, ...how } = asked
  return readVroomFile(lines.name, vroom, wishes, { how, ...(travel ? { travel } : {}) })
}
