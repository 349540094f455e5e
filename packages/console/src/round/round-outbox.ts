import type { RoundAction, RoundBody, RoundEventsBody } from '@nunchi/protocol'

/** What the server said against an act, in its words. */
export type Problem = { readonly code: string; readonly message: string }
/** An act that the server has not taken, with the day and the vehicle that it is of. One with a problem is sent again only when told to. */
export type Kept = {
  readonly day: string
  readonly vehicle: string
  readonly act: RoundAction
  readonly problem?: Problem
}
export type Batch = { readonly day: string; readonly acts: readonly Kept[] }

/**
 * What becomes of a call that failed. `away`: no network, or something else answered (the page of a public Wi-Fi); `busy`: the server cannot
 * now; both pass by themselves. `key` and `vehicle`: nothing can be said with this key. `acts`: what was sent is refused.
 */
export type Fate = 'away' | 'busy' | 'key' | 'vehicle' | 'acts'

/** A call takes so many. */
export const batchMax = 500
const firstPauseMs = 5_000
const pauseMsMax = 120_000
/** A key that was revoked does not come back, a vehicle may. */
const refusedPauseMs = 300_000
const passing: ReadonlySet<number> = new Set([408, 425, 429])
/** Refusals of all that was said of a day. */
const ofDay: ReadonlySet<string> = new Set(['DISPATCH_ROUND', 'DISPATCH_NOTHING', 'DISPATCH_DAY'])

/** Whether a refusal is of all that was said of a day. */
export function isOfDay({ code }: Problem): boolean {
  return ofDay.has(code)
}

/** The oldest acts of a vehicle that wait to be sent, of one day, at most so many; undefined where none waits. */
export function batchOf(
  kept: readonly Kept[],
  { vehicle, sizeMax }: { readonly vehicle: string; readonly sizeMax: number },
): Batch | undefined {
  const waiting = kept.filter((one) => one.vehicle === vehicle && one.problem === undefined)
  const day = waiting[0]?.day
  if (day === undefined) return undefined
  return { day, acts: waiting.filter((one) => one.day === day).slice(0, sizeMax) }
}

/** Which acts are over and which have a problem, by the verdicts on a batch. One that got none has a problem: it is never asked for ever. */
export function verdictsOn(
  { acts }: Batch,
  results: RoundEventsBody['results'],
): { readonly gone: readonly string[]; readonly held: readonly Kept[] } {
  const verdicts = new Map(results.map((result, n) => [result.id || (acts[n]?.act.id ?? ''), result]))
  const gone: string[] = []
  const held: Kept[] = []
  for (const kept of acts) {
    const { status, code = 'ANSWER_UNREADABLE', message = code } = verdicts.get(kept.act.id) ?? { status: 'rejected' }
    if (status === 'rejected') held.push({ ...kept, problem: { code, message } })
    else gone.push(kept.act.id)
  }
  return { gone, held }
}

/**
 * A whole batch was refused. What concerns its day holds all of it back; anything else is one act's fault, which is found by halving: then
 * that one is held back and does not block the others.
 */
export function refusedBatch(
  { acts }: Batch,
  { code, message }: Problem,
): { readonly held: readonly Kept[]; readonly sizeMax: number } {
  const problem = { code, message }
  if (acts.length === 1 || isOfDay(problem))
    return { held: acts.map((kept) => ({ ...kept, problem })), sizeMax: batchMax }
  return { held: [], sizeMax: Math.ceil(acts.length / 2) }
}

/** What a failure of a call means. @param status of the answer, 0 where there was none */
export function fateOf({ status, code }: { readonly status: number; readonly code: string }): Fate {
  if (status === 0 || code === 'ANSWER_UNREADABLE') return status >= 500 ? 'busy' : 'away'
  if (status >= 500 || passing.has(status)) return 'busy'
  if (status === 401 || code.startsWith('AUTH_')) return 'key'
  return code === 'DISPATCH_VEHICLE' || code === 'DISPATCH_DEPOT' ? 'vehicle' : 'acts'
}

/**
 * How long to wait after so many failures in a row, in ms: twice as long each time, never less than the server asked for, and not at the
 * same moment as all other phones. @param random 0 to 1
 */
export function pauseMs(
  fate: Fate,
  { failures, retryAfterMs = 0, random }: { failures: number; retryAfterMs?: number; random: number },
): number {
  if (fate === 'key' || fate === 'vehicle') return refusedPauseMs
  const spread = 0.75 + random / 2
  return Math.max(retryAfterMs, Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(10, failures - 1)) * spread)
}

/** Acts that a refused day held back, once that day has another plan for the vehicle: they may be sent again. */
export function releasedBy(kept: readonly Kept[], before: RoundBody | undefined, now: RoundBody): readonly Kept[] {
  if (now.plan === undefined || now.plan === before?.plan) return []
  return kept.filter(
    ({ day, vehicle, problem }) =>
      problem !== undefined && isOfDay(problem) && day === now.day && vehicle === now.vehicle,
  )
}

/** When something happens by the phone's clock: after all that is kept, also where that clock was set back meanwhile. */
export function momentAfter(kept: readonly Kept[], now: number): number {
  return kept.reduce((at, { act }) => Math.max(at, act.at + 1), now)
}
