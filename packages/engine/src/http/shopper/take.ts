import type { CollectAnswer } from '@nunchi/protocol'
import type { Notes } from '../../app/collect/notes.ts'
import type { CatalogEvent, CollectFrom, Report, Verdict } from '../../app/face.ts'
import type { Rim } from '../rim.ts'

type Outcome = Report | CatalogEvent | Verdict

const isVerdict = (outcome: Outcome): outcome is Verdict => 'status' in outcome
const isFact = (outcome: Outcome): outcome is CatalogEvent => 'kind' in outcome

/** Hands what was parsed to the shop, the catalogue's facts first, and tells what became of each entry. */
export async function take(
  rim: Rim,
  outcomes: readonly Outcome[],
  { from, notes, entries }: { readonly from: CollectFrom; readonly notes: Notes; readonly entries: readonly unknown[] },
): Promise<CollectAnswer> {
  const facts: CatalogEvent[] = []
  const reports: Report[] = []
  for (const outcome of outcomes) {
    if (isVerdict(outcome)) continue
    if (isFact(outcome)) facts.push(outcome)
    else reports.push(outcome)
  }
  const ofFacts = facts.length > 0 ? await rim.shop.record(facts) : []
  const ofReports = reports.length > 0 ? await rim.shop.collect(reports, from) : []
  let fact = 0
  let report = 0
  const answer: CollectAnswer = {
    success: true,
    accepted: 0,
    duplicates: 0,
    dropped: 0,
    rejected: [],
    warnings: [],
  }
  const tally = new Map<string, number>()
  const verdicts: Verdict[] = new Array(outcomes.length)
  for (let index = 0; index < outcomes.length; index++) {
    const outcome = outcomes[index]!
    const verdict = isVerdict(outcome) ? outcome : isFact(outcome) ? ofFacts[fact++]! : ofReports[report++]!
    verdicts[index] = verdict
    count(answer, verdict, index)
    if (verdict.status === 'accepted' && !isVerdict(outcome)) noteHidden(rim, outcome, index, notes)
    const name = `${kindOf(outcome)} ${verdict.status}`
    tally.set(name, (tally.get(name) ?? 0) + 1)
  }
  answer.warnings = notes.list()
  rim.metrics.received(tally)
  rim.metrics.told(answer)
  rim.troubles.note({ at: rim.shop.now(), entries, verdicts, warnings: notes.list() })
  return answer
}

function kindOf(outcome: Outcome): string {
  if (isVerdict(outcome)) return 'unparsed'
  return isFact(outcome) ? outcome.kind : (outcome.event?.kind ?? 'identity')
}

/** Says so where somebody hides what no product has: it may be a slip, or come into the catalogue yet. */
function noteHidden(rim: Rim, outcome: Report | CatalogEvent, index: number, notes: Notes): void {
  const event = isFact(outcome) ? undefined : outcome.event
  if (event?.kind !== 'shopper.hid' || rim.shop.knows(event.hidden)) return
  notes.add(index, 'HIDDEN_UNKNOWN', `hidden.${event.hidden.what}`, 'is of no product so far')
}

function count(answer: CollectAnswer, verdict: Verdict, index: number): void {
  switch (verdict.status) {
    case 'accepted':
      answer.accepted++
      return
    case 'duplicate':
      answer.duplicates++
      return
    case 'dropped':
      answer.dropped++
      return
    case 'rejected': {
      const { code, field, reason, remedy } = verdict
      answer.rejected.push({ index, code, field, reason, remedy })
    }
  }
}
