import type { RejectionCode } from '../collect/rejection.ts'
import type { Verdict } from '../report.ts'
import type { Said } from '../said.ts'
import type { ImportItem, ImportSink } from './item.ts'
import { notNunchi, PatientPost, type PatientPostOptions } from './patient-post.ts'

type Rejected = {
  readonly index: number
  readonly code: RejectionCode
  readonly field: string
  readonly reason: Said
  readonly remedy: string
}
type Answer = {
  readonly accepted: number
  readonly duplicates: number
  readonly dropped: number
  readonly rejected: readonly Rejected[]
}

/** Stays below the server's bound on one body. */
const bodyBytesMax = 3 * 1024 * 1024

/**
 * Sends items to POST /v1/events of a running server, again where it has to; event ids make that harmless. The answer counts accepted and
 * duplicate events without saying which is which, so their verdicts are right in number only. Throws Refusal IMPORT_SERVER when the server cannot be used.
 */
export class HttpSink implements ImportSink {
  readonly #server: PatientPost

  constructor(options: PatientPostOptions) {
    this.#server = new PatientPost(options)
  }

  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = []
    let events: string[] = []
    let bytes = 0
    for (const item of batch) {
      const event = JSON.stringify(plainOf(item))
      const size = Buffer.byteLength(event) + 1
      if (bytes + size > bodyBytesMax && events.length > 0) {
        verdicts.push(...(await this.#post(events)))
        events = []
        bytes = 0
      }
      events.push(event)
      bytes += size
    }
    if (events.length > 0) verdicts.push(...(await this.#post(events)))
    return verdicts
  }

  async close(): Promise<void> {}

  async #post(events: readonly string[]): Promise<readonly Verdict[]> {
    const response = await this.#server.post('/v1/events', `{"imported":true,"events":[${events.join(',')}]}`)
    const { status, text } = response
    if (status >= 200 && status < 300) return verdictsOf(this.#answer(text), events.length)
    if (status !== 413 || events.length === 1) throw this.#server.refused(response)
    const half = events.length >> 1
    return [...(await this.#post(events.slice(0, half))), ...(await this.#post(events.slice(half)))]
  }

  #answer(text: string): Answer {
    try {
      const answer = JSON.parse(text) as Answer
      if (Number.isInteger(answer.accepted) && Array.isArray(answer.rejected)) return answer
    } catch {
      // Falls through: whatever answered is no Nunchi.
    }
    throw this.#server.refusal('its answer is not that of POST /v1/events', notNunchi)
  }
}

/** The plain JSON form of an item. An alias call becomes the `identify` that ties both names. */
export function plainOf(item: ImportItem): Record<string, unknown> {
  if ('event' in item) return item.event
  const { id, user, anonymous, previous, traits, consent, event } = item.report
  if (event !== undefined) return { ...event, id, user, anonymous, consent }
  return { kind: 'identify', id, user, anonymous: previous ?? anonymous, traits, consent }
}

function verdictsOf({ duplicates, dropped, rejected }: Answer, count: number): readonly Verdict[] {
  const verdicts: Verdict[] = new Array(count).fill({ status: 'accepted' })
  for (const { index, code, field, reason, remedy } of rejected)
    if (index >= 0 && index < count) verdicts[index] = { status: 'rejected', code, field, reason, remedy }
  let duplicatesLeft = duplicates
  let droppedLeft = dropped
  for (let i = 0; i < count && duplicatesLeft + droppedLeft > 0; i++) {
    if (verdicts[i].status !== 'accepted') continue
    if (duplicatesLeft-- > 0) verdicts[i] = { status: 'duplicate' }
    else {
      duplicatesLeft = 0
      verdicts[i] = { status: 'dropped', reason: 'not-a-fact' }
      droppedLeft--
    }
  }
  return verdicts
}
