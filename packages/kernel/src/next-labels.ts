import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { DecayedColumn } from './decayed-column.ts'
import { grown } from './grown.ts'
import { OutcomeTable } from './outcome-table.ts'
import { RunningTop } from './running-top.ts'

const day = 86_400
/** Labels that are candidates for everybody. */
const topMax = 48
const stepLevels = 5
const rateLevels = 6
/** How many steps ago a label was met last: in the last one, in the one before, in one of two more, earlier. */
export const recencyLevels = 4
const popularityLevels = 6
const finePopularityLevels = 12
const metCells = rateLevels * recencyLevels * stepLevels * popularityLevels
const metFamilies = rateLevels * recencyLevels
/** Outcomes of a candidate: the next step did not hold it, or did. */
const missed = 0
const held = 1

/** What somebody had so far, as things that carry labels: parallel arrays of which the first `count` are meant. */
export type LabelPast = {
  things: Uint32Array
  /** How often they had it. */
  times: Uint16Array
  /** 0 to recencyLevels - 1, see there. */
  recencies: Uint8Array
  count: number
  /** Steps in which they had all that. */
  steps: number
}

/** Labels the next step may hold, each with its situation: parallel, the first `count` are meant. Reused by the next call. */
export type LabelCandidates = { labels: Uint32Array; cells: Uint32Array; count: number }

/**
 * Which labels (of things that carry one each) somebody's next step will hold. Candidates are the labels they met and the
 * ones that everybody meets most; the chance of each is what came of candidates in its situation so far: how often it was
 * met a step, how many steps that rests on, how long ago it was met last, how many of all steps hold it.
 *
 * learn: O(things of the past). Memory: 14 bytes a label, 13 kB for the situations.
 */
export class NextLabels implements Saved {
  readonly #popularity: DecayedColumn
  readonly #steps: DecayedColumn
  readonly #top = new RunningTop(topMax)
  readonly table: OutcomeTable
  /** Scratch by label: times met and last recency + 1; 0 between calls. */
  #times: Uint32Array = new Uint32Array(64)
  #recencies: Uint8Array = new Uint8Array(64)
  #chosen: Uint8Array = new Uint8Array(64)
  readonly #candidates: LabelCandidates = { labels: new Uint32Array(64), cells: new Uint32Array(64), count: 0 }

  constructor({ halfLifeDays }: { halfLifeDays: number }) {
    this.#popularity = new DecayedColumn(halfLifeDays * day)
    this.#steps = new DecayedColumn(halfLifeDays * day)
    this.table = new OutcomeTable({
      cells: metCells + stepLevels * finePopularityLevels,
      outcomes: 2,
      halfLifeDays,
      families: metFamilies + finePopularityLevels,
      familyOf: (cell) =>
        cell < metCells
          ? Math.floor(cell / (stepLevels * popularityLevels))
          : metFamilies + ((cell - metCells) % finePopularityLevels),
    })
  }

  /**
   * Takes in a step: what came of each candidate, and how common the step's labels are.
   * @param past   of the one who took it, before it; undefined when nobody knows them
   * @param things what the step holds
   * @param labels by thing: its label + 1; 0 for none
   */
  learn(past: LabelPast | undefined, things: readonly number[], labels: Uint32Array, at: number): void {
    let most = 0
    for (const thing of things) most = Math.max(most, labels[thing] ?? 0)
    if (most === 0) return
    this.#reach(most)
    for (const thing of things) if (labels[thing]! > 0) this.#chosen[labels[thing]! - 1] = 1
    if (past && past.count > 0) {
      const { labels: found, cells, count } = this.candidatesOf(past, labels)
      const weight = this.table.weightAt(at)
      for (let i = 0; i < count; i++) this.table.add(cells[i]!, this.#chosen[found[i]!] ? held : missed, weight)
    }
    this.#steps.add(0, 1, at)
    for (const thing of things) {
      const label = labels[thing]! - 1
      if (label < 0 || !this.#chosen[label]) continue
      this.#chosen[label] = 0
      this.#note(label, at)
    }
  }

  /** Labels that the next step may hold, with their cells in `table`. O(things of the past). */
  candidatesOf(past: LabelPast, labels: Uint32Array): LabelCandidates {
    const found = this.#candidates
    found.count = 0
    for (let i = 0; i < past.count; i++) {
      const label = (labels[past.things[i]!] ?? 0) - 1
      if (label < 0) continue
      this.#reach(label)
      if (this.#times[label] === 0) this.#append(label)
      this.#times[label]! += past.times[i]!
      const recency = past.recencies[i]! + 1
      if (this.#recencies[label] === 0 || recency < this.#recencies[label]!) this.#recencies[label] = recency
    }
    const met = found.count
    for (const label of this.#top.best) if (!(this.#times[label]! > 0)) this.#append(label)
    for (let i = 0; i < found.count; i++) found.cells[i] = this.#cellOf(found.labels[i]!, past.steps, i < met)
    for (let i = 0; i < met; i++) {
      this.#times[found.labels[i]!] = 0
      this.#recencies[found.labels[i]!] = 0
    }
    return found
  }

  /** The labels that everybody meets most, most common first. */
  get mostCommon(): Uint32Array {
    return this.#top.best
  }

  /** The share of all steps that hold the label. */
  shareOf(label: number): number {
    // Both columns are added to at the same moments, so their units are the same.
    return Math.min(1, (this.#popularity.scaled[label] ?? 0) / Math.max(Number.MIN_VALUE, this.#steps.totalScaled))
  }

  save(): Columns {
    return {
      ...nested('popularity', this.#popularity.save()),
      ...nested('steps', this.#steps.save()),
      ...nested('table', this.table.save()),
      top: this.#top.best,
    }
  }

  restore(columns: Columns): void {
    this.#popularity.restore(partOf(columns, 'popularity'))
    this.#steps.restore(partOf(columns, 'steps'))
    this.table.restore(partOf(columns, 'table'))
    this.#top.restore(columns.top as Uint32Array)
  }

  #note(label: number, at: number): void {
    const { rebases } = this.#popularity
    this.#popularity.add(label, 1, at)
    if (this.#popularity.rebases === rebases) this.#top.raise(label, this.#popularity.scaled)
    else this.#top.remake(this.#popularity.scaled)
  }

  #append(label: number): void {
    const found = this.#candidates
    found.labels = grown(found.labels, found.count + 1)
    found.cells = grown(found.cells, found.count + 1)
    found.labels[found.count++] = label
  }

  #cellOf(label: number, steps: number, isMet: boolean): number {
    const stepLevel = steps < 2 ? 0 : Math.min(stepLevels - 1, Math.floor(Math.log2(steps)))
    const share = this.shareOf(label)
    const fine = share > 0 ? Math.max(0, Math.min(finePopularityLevels - 1, Math.ceil(Math.log2(share)) + 11)) : 0
    if (!isMet) return metCells + stepLevel * finePopularityLevels + fine
    const rate = Math.log2(this.#times[label]! / Math.max(1, steps))
    const rateLevel = Math.max(0, Math.min(rateLevels - 1, Math.floor(rate) + 5))
    const family = rateLevel * recencyLevels + this.#recencies[label]! - 1
    return (
      (family * stepLevels + stepLevel) * popularityLevels +
      Math.floor((fine * popularityLevels) / finePopularityLevels)
    )
  }

  #reach(label: number): void {
    this.#times = grown(this.#times, label + 1)
    this.#recencies = grown(this.#recencies, label + 1)
    this.#chosen = grown(this.#chosen, label + 1)
  }
}
