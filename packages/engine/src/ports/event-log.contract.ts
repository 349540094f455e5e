import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { EventLog } from './event-log.ts'
import { closingAfterEach } from './testing-contract.ts'

/** An empty log on storage of its own, and what the suite needs to know of that storage. */
export type LogUnderTest = {
  readonly log: EventLog
  /** Closes the log last opened and opens the same storage again; absent where nothing is kept. */
  readonly reopen?: () => Promise<EventLog>
  /** Paths of every file that could hold the log's bytes, as of now; absent where there is none. */
  readonly files?: () => Promise<readonly string[]>
  /** Closes the log last opened, however it was left, and removes the storage. */
  readonly close: () => Promise<void>
}

/** Sample facts `from`, `from + 1`, ...; `text` lands in every one of them. */
export function sampleEvents(from: number, count: number, text = '무선 이어폰'): ShopEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'products.searched',
    at: epochMs(1_700_000_000_000 + from + index),
    id: `m-${from + index}`,
    shopper: `s-${(from + index) % 7}` as ShopperKey,
    query: text,
  }))
}

/** What every event log must do. An adapter's own test file is one call to this. */
export function eventLogContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`event log contract: ${name}`, () => {
    const fresh = closingAfterEach(open)
    identity(fresh)
    appending(fresh)
    refusing(fresh)
    reading(fresh)
    erasing(fresh)
    reopening(fresh)
  })
}

type Fresh = () => Promise<LogUnderTest>

function identity(fresh: Fresh): void {
  test('a log is told from every other, also after it was opened again', async () => {
    const [one, other] = [await fresh(), await fresh()]
    const { id, place } = await one.log.identity()
    expect(id).not.toBe('')
    expect(place).not.toBe('')
    expect((await other.log.identity()).id).not.toBe(id)
    await one.log.append(sampleEvents(0, 3), 0)
    expect(await one.log.identity()).toEqual({ id, place })
    if (one.reopen) expect(await (await one.reopen()).identity()).toEqual({ id, place })
  })
}

function appending(fresh: Fresh): void {
  test('a new log is empty', async () => {
    const { log } = await fresh()
    expect(await log.length()).toBe(0)
    expect(await log.read(0, 10)).toEqual([])
    expect(await log.readAt([])).toEqual([])
  })

  test('appended events come back equal and in order, and append says the new length', async () => {
    const { log } = await fresh()
    expect(await log.append(sampleEvents(0, 3), 0)).toBe(3)
    expect(await log.append(sampleEvents(3, 2), 3)).toBe(5)
    expect(await log.length()).toBe(5)
    expect(await log.read(0, 10)).toEqual(sampleEvents(0, 5))
  })

  test('an empty append changes nothing, and still minds its expected length', async () => {
    const { log } = await fresh()
    expect(await log.append([], 0)).toBe(0)
    expect(await log.append(sampleEvents(0, 2), 0)).toBe(2)
    expect(await log.append([], 2)).toBe(2)
    await expect(log.append([], 1)).rejects.toMatchObject({ code: 'LOG_CONFLICT' })
    expect(await log.length()).toBe(2)
  })

  test('an append of 5,000 events is stored whole', async () => {
    const { log } = await fresh()
    expect(await log.append(sampleEvents(0, 5_000), 0)).toBe(5_000)
    expect(await log.read(0, 10_000)).toEqual(sampleEvents(0, 5_000))
  })

  test('overlapping appends of a caller that keeps count take effect in the order they were made', async () => {
    const { log } = await fresh()
    const sizes = Array.from({ length: 60 }, (_, index) => (index * 7) % 23) // some of them empty
    let length = 0
    const appends = sizes.map((size) => {
      const append = log.append(sampleEvents(length, size), length)
      length += size
      return append
    })
    let sum = 0
    expect(await Promise.all(appends)).toEqual(sizes.map((size) => (sum += size)))
    expect(await log.read(0, length + 1)).toEqual(sampleEvents(0, length))
  })

  test('any text survives: Korean, emoji, quotes, line ends, lone surrogates', async () => {
    const { log } = await fresh()
    const texts = [
      '',
      '삼성 갤럭시 버즈3 "프로"',
      '한',
      '👩‍👩‍👧',
      '\n\r\t\u2028\u2029\0',
      '\ud800 alone',
      "'); --",
      '\\',
    ]
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...texts))
    const batches = fc.array(fc.array(text, { maxLength: 8 }), { maxLength: 4 })
    let stored: ShopEvent[] = []
    await fc.assert(
      fc.asyncProperty(batches, async (written) => {
        for (const batch of written) {
          const events = batch.flatMap((text, index) => sampleEvents(stored.length + index, 1, text))
          expect(await log.append(events, stored.length)).toBe(stored.length + events.length)
          stored = stored.concat(events)
        }
        expect(await log.read(0, stored.length + 1)).toEqual(stored)
      }),
      { seed: 20_260_101, numRuns: 10 },
    )
  })
}

function refusing(fresh: Fresh): void {
  test('a wrong expected length is refused as LOG_CONFLICT, says both lengths and stores nothing', async () => {
    const { log } = await fresh()
    await log.append(sampleEvents(0, 4), 0)
    const refusal = { code: 'LOG_CONFLICT', details: { actual: 4 } }
    await expect(log.append(sampleEvents(9, 2), 3)).rejects.toMatchObject({ ...refusal, details: { expected: 3 } })
    await expect(log.append(sampleEvents(9, 2), 5)).rejects.toMatchObject(refusal)
    expect(await log.read(0, 10)).toEqual(sampleEvents(0, 4))
    expect(await log.append(sampleEvents(4, 1), 4)).toBe(5)
  })

  test('of two writers at the same length exactly one wins', async () => {
    const { log } = await fresh()
    const outcomes = await Promise.allSettled([log.append(sampleEvents(0, 2), 0), log.append(sampleEvents(5, 3), 0)])
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected'])
    expect(await log.read(0, 10)).toEqual(sampleEvents(0, 2))
  })

  test('appends waiting behind a refused one are refused too; those before it are stored', async () => {
    const { log } = await fresh()
    const outcomes = await Promise.allSettled([
      log.append(sampleEvents(0, 3), 0),
      log.append(sampleEvents(3, 2), 4), // lost count here
      log.append(sampleEvents(5, 1), 6),
      log.append([], 7),
      log.append(sampleEvents(6, 9), 7),
    ])
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', ...Array(4).fill('rejected')])
    for (const outcome of outcomes.slice(1)) expect(outcome).toMatchObject({ reason: { code: 'LOG_CONFLICT' } })
    expect(await log.read(0, 20)).toEqual(sampleEvents(0, 3))
    expect(await log.append(sampleEvents(3, 1), 3)).toBe(4)
  })
}

function reading(fresh: Fresh): void {
  test('read gives the asked stretch: at most countMax, fewer only at the end', async () => {
    const { log } = await fresh()
    for (let from = 0; from < 250; from += 50) await log.append(sampleEvents(from, 50), from)
    for (const [from, countMax] of [
      [0, 1],
      [49, 2],
      [30, 100],
      [0, 250],
      [249, 1],
      [200, 99],
      [250, 10],
      [999, 10],
      [10, 0],
    ] as const) {
      const count = Math.max(0, Math.min(countMax, 250 - from))
      expect(await log.read(from, countMax), `read(${from}, ${countMax})`).toEqual(sampleEvents(from, count))
    }
  })

  test('readAt gives the events in the order asked, repeats included', async () => {
    const { log } = await fresh()
    await log.append(sampleEvents(0, 120), 0)
    await log.append(sampleEvents(120, 80), 120)
    const positions = [199, 0, 121, 119, 120, 0, 7]
    expect(await log.readAt(positions)).toEqual(positions.flatMap((position) => sampleEvents(position, 1)))
    const all = Array.from({ length: 200 }, (_, index) => (index * 77) % 200)
    expect(await log.readAt(all)).toEqual(all.flatMap((position) => sampleEvents(position, 1)))
  })

  test('an acknowledged event is in every read made after, while more come in', async () => {
    const { log } = await fresh()
    let length = 0
    const stale: number[] = []
    const writer = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn++) length = await log.append(sampleEvents(length, 10), length)
    }
    const reader = async (): Promise<void> => {
      while (length < 200) {
        const atLeast = length
        const events = await log.read(0, 1_000)
        if (events.length < atLeast || (await log.length()) < atLeast) stale.push(atLeast)
        expect(events).toEqual(sampleEvents(0, events.length))
        await new Promise(setImmediate) // a log that answers from memory must not starve the writer
      }
    }
    await Promise.all([writer(), reader(), reader()])
    expect(stale).toEqual([])
  })
}

function erasing(fresh: Fresh): void {
  test('erased events become { kind: "erased" }; positions, neighbours and length stay', async () => {
    const { log } = await fresh()
    await log.append(sampleEvents(0, 150), 0)
    await log.append(sampleEvents(150, 50), 150)
    await log.erase([3, 149, 150, 3])
    await log.erase([3, 0])
    await log.erase([])
    const expected = sampleEvents(0, 200)
    for (const position of [0, 3, 149, 150]) expected[position] = { kind: 'erased' }
    expect(await log.length()).toBe(200)
    expect(await log.read(0, 500)).toEqual(expected)
    expect(await log.readAt([150, 151, 0])).toEqual([expected[150], expected[151], expected[0]])
    expect(await log.append(sampleEvents(200, 1), 200)).toBe(201)
    expect(await log.readAt([200, 149])).toEqual([...sampleEvents(200, 1), { kind: 'erased' }])
  })

  test('erasing while appends are under way loses and shifts nothing', async () => {
    const { log } = await fresh()
    await log.append(sampleEvents(0, 40), 0)
    const expected = sampleEvents(0, 340)
    const work: Promise<unknown>[] = []
    for (let turn = 0; turn < 30; turn++) {
      work.push(log.append(sampleEvents(40 + turn * 10, 10), 40 + turn * 10))
      if (turn % 10 === 5) work.push(log.erase([turn]))
      if (turn % 10 === 5) expected[turn] = { kind: 'erased' }
    }
    await Promise.all(work)
    expect(await log.read(0, 1_000)).toEqual(expected)
  })

  test('after erase the old bytes are in none of the files, those of the others still are', async () => {
    const { log, files, reopen } = await fresh()
    if (!files) return // nothing is written down
    const long = 'x'.repeat(20_000) // spills over storage pages
    const events = [...Array(200).keys()].map((n) => sampleEvents(n, 1, n % 3 ? `keep-${n};` : `gone-${n};${long}`)[0])
    await log.append(events.slice(0, 120), 0)
    for (let from = 120; from < 200; from++) await log.append([events[from]], from)
    const gone = events.flatMap((_, position) => (position % 3 ? [] : [position]))
    expect(await found(files, 'gone-'), 'the search sees what is there').toBe(true)
    await log.erase(gone)
    for (const position of gone) {
      expect(await found(files, `gone-${position};`), `bytes of event ${position}`).toBe(false)
      expect(await found(files, `"m-${position}"`), `id of event ${position}`).toBe(false)
    }
    expect(await found(files, 'keep-1;')).toBe(true)
    const again = reopen ? await reopen() : log
    expect(await found(files, 'gone-'), 'after reopening').toBe(false)
    const expected = events.map((event, position) => (position % 3 ? event : { kind: 'erased' }))
    expect(await again.read(0, 300)).toEqual(expected)
  })

  test('erased in many rounds until nothing is left: no round leaves a byte of what it erased', async () => {
    const { log, files } = await fresh()
    if (!files) return // nothing is written down
    const count = 1_500
    for (let from = 0; from < count; from += 300) {
      const batch = sampleEvents(from, 300).map((event, index) => ({ ...event, id: `life-${from + index};` }))
      await log.append(batch as ShopEvent[], from)
    }
    // 7 is coprime to the count: a scattered order in which every position comes once.
    const order = Array.from({ length: count }, (_, index) => (index * 7) % count)
    for (let done = 0; done < count; done += 250) {
      const round = order.slice(done, done + 250)
      await log.erase(round)
      const bytes = await Promise.all((await files()).map((file) => readFile(file)))
      const left = round.filter((position) => bytes.some((file) => file.includes(`life-${position};`)))
      expect(left, `after ${done + 250} erasures`).toEqual([])
    }
    expect(await log.read(0, count)).toEqual(Array(count).fill({ kind: 'erased' }))
  })
}

/** Whether any of the files holds this text as UTF-8. */
async function found(files: () => Promise<readonly string[]>, text: string): Promise<boolean> {
  for (const file of await files()) if ((await readFile(file)).includes(text)) return true
  return false
}

function reopening(fresh: Fresh): void {
  test('everything acknowledged is there after reopening, and the log goes on where it was', async () => {
    const { log, reopen } = await fresh()
    if (!reopen) return // this log keeps nothing
    await log.append(sampleEvents(0, 333), 0)
    await log.append(sampleEvents(333, 1, '새로 고침'), 333)
    await log.erase([5])
    const before = await log.read(0, 1_000)
    const again = await reopen()
    expect(await again.length()).toBe(334)
    expect(await again.read(0, 1_000)).toEqual(before)
    await expect(again.append(sampleEvents(0, 1), 0)).rejects.toMatchObject({ code: 'LOG_CONFLICT' })
    expect(await again.append(sampleEvents(334, 2), 334)).toBe(336)
    const oncemore = await reopen()
    expect(await oncemore.read(333, 10)).toEqual([...before.slice(333), ...sampleEvents(334, 2)])
  })

  test('closing waits for what is being appended', async () => {
    const { log, reopen } = await fresh()
    if (!reopen) return // this log keeps nothing
    const appends = [0, 1, 2, 3, 4].map((turn) => log.append(sampleEvents(turn * 100, 100), turn * 100))
    const again = await reopen()
    await Promise.all(appends)
    expect(await again.read(0, 1_000)).toEqual(sampleEvents(0, 500))
  })
}
