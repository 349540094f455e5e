import { createHash } from 'node:crypto'
import { PostRoutingSolve } from '@nunchi/protocol'
import type { RoutingQuestion, SentAs, SolveRead } from '../../app/routing/routing-desk.ts'
import { readModel } from '../../decide/route/read-model.ts'
import { readOptions } from '../../decide/route/read-options.ts'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { Refusal } from '../../domain/refusal.ts'
import { entryProblem } from '../validate.ts'

const secondsUsual = 60

/**
 * Checks and reads what begins a solve, here or in a thread. O(size of the body).
 * @param sentId  the sender's id from a header; one in the body goes before it
 * @throws Refusal BODY_INVALID, ROUTING_INPUT, ROUTING_TOO_LARGE
 */
export function readSolve(json: unknown, sentId?: string): SolveRead {
  const problem = entryProblem(PostRoutingSolve, json)
  if (problem)
    throw new Refusal('BODY_INVALID', { field: `body${problem.path}`.replaceAll('/', '.'), reason: problem.reason })
  const body = json as PostRoutingSolve
  const id = body.id ?? sentId
  return { question: questionOf(body), ...(id === undefined ? {} : { sent: sentAs(id, body) }) }
}

/** The digest is of what was read, so that it is the same however the sender puts blanks. */
function sentAs(id: string, { id: _, ...rest }: PostRoutingSolve): SentAs {
  return { id, digest: createHash('sha256').update(JSON.stringify(rest)).digest('base64url') }
}

function questionOf({ problem, vroom, travel, ...how }: PostRoutingSolve): RoutingQuestion {
  if ((problem === undefined) === (vroom === undefined))
    throw new Refusal('BODY_INVALID', { field: 'body', reason: 'has to have one of problem and vroom' })
  const { iterations, seconds = secondsUsual, seed = 1, threads = 1 } = how
  const rest = { budget: iterations === undefined ? { seconds } : { iterations }, seed, threads }
  const named = travel && { ...travel, detourPercent: travel.detourPercent ?? 100 }
  if (problem !== undefined)
    return { ask: readModel(problem), form: 'model', ...rest, ...(named ? { travel: named } : {}) }
  const ask = readVroom(vroom)
  const by = named ?? readOptions(vroom, ask.tasks.length).travel
  return { ask, form: 'vroom', ...rest, ...(by ? { travel: by } : {}) }
}
