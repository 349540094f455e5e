import type { Columns, Saved } from '@nunchi/kernel'
import type { TourEvent } from '../../events/dispatch.ts'

/** When a vehicle left its depot, when it had loaded again there (sorted), and when it was back: ms since 1970. */
export type TourTimes = {
  readonly startedAt?: number
  readonly loadedAt?: readonly number[]
  readonly endedAt?: number
}

export type TourWord = 'started' | 'loaded' | 'ended'

/** In this order where a phone says them of one moment. */
const kinds = ['tour.started', 'tour.loaded', 'tour.ended', 'tour.undone'] as const
/** Of a tour; a phone that says more is out of order: the earliest but the first go. */
const wordsMax = 128

type Word = readonly [at: number, kind: number]
type Tour = { readonly words: readonly Word[]; readonly left: readonly Word[]; readonly times: TourTimes }

const noTimes: TourTimes = {}

/**
 * What drivers said of their tours of a day as a whole, put in order by their phones' clocks: whatever order words come in, the same
 * follows. An "undone" takes back the last word before it. O(words of the tour) per event.
 */
export class TourWords implements Saved {
  readonly #tours = new Map<string, Tour>()

  timesOf(vehicle: string): TourTimes {
    return this.#tours.get(vehicle)?.times ?? noTimes
  }

  /** What was said last and not taken back. */
  lastOf(vehicle: string): TourWord | undefined {
    const last = this.#tours.get(vehicle)?.left.at(-1)
    return last && wordOf(last)
  }

  apply({ vehicle, at, kind }: TourEvent): void {
    this.#put(vehicle, [...(this.#tours.get(vehicle)?.words ?? []), [at, kinds.indexOf(kind)]])
  }

  save(): Columns {
    return { words: [...this.#tours].map(([vehicle, { words }]) => JSON.stringify([vehicle, words])) }
  }

  restore(columns: Columns): void {
    this.#tours.clear()
    for (const text of columns.words as readonly string[]) {
      const [vehicle, words] = JSON.parse(text) as [string, readonly Word[]]
      this.#put(vehicle, words)
    }
  }

  #put(vehicle: string, words: readonly Word[]): void {
    const sorted = [...words].sort((a, b) => a[0] - b[0] || a[1] - b[1])
    const kept = sorted.length > wordsMax ? [sorted[0]!, ...sorted.slice(1 - wordsMax)] : sorted
    const left = leftOf(kept)
    this.#tours.set(vehicle, { words: kept, left, times: timesOf(left) })
  }
}

/** Without what was taken back. */
function leftOf(words: readonly Word[]): readonly Word[] {
  const left: Word[] = []
  for (const word of words) {
    if (kinds[word[1]] === 'tour.undone') left.pop()
    else left.push(word)
  }
  return left
}

function timesOf(words: readonly Word[]): TourTimes {
  const saidAt = (word: TourWord) => words.flatMap((one) => (wordOf(one) === word ? [one[0]] : []))
  const [started, loaded, ended] = [saidAt('started'), saidAt('loaded'), saidAt('ended')]
  return {
    ...(started.length > 0 && { startedAt: started[0]! }),
    ...(loaded.length > 0 && { loadedAt: loaded }),
    ...(ended.length > 0 && { endedAt: ended.at(-1)! }),
  }
}

function wordOf([, kind]: Word): TourWord {
  return kinds[kind]!.slice('tour.'.length) as TourWord
}
