import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ShopEvent } from '../../events/event.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { startChild } from './testing-process.ts'

/** CRASH_ROUNDS=200 for a night; ten with every test run. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 10)
/** A process that compiles its source first starts in two seconds, or in four times that beside others. */
const roundMsMax = 10_000

test(
  `killed ${rounds} times while writing: every acknowledged event and key is there, once, in order`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'nunchi-crash-'))
    const named = new Map<string, string>()
    let acknowledged = 0
    let random = 20_260_103
    for (let round = 0; round < rounds; round++) {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
      const child = startChild(['write', dir, String(random)])
      try {
        await child.line('appended')
        if (named.size === 0) await child.line('named') // else a busy machine may kill it before there is anything to look for
        await sleep((random / 2 ** 32) * 200)
      } finally {
        await child.kill()
      }
      for (const line of child.lines) {
        const [what, first, second] = line.split(' ')
        if (what === 'appended') acknowledged = Math.max(acknowledged, Number(first))
        if (what === 'named') named.set(first, second)
      }
      const folder = await openDataFolder(dir) // the dead process no longer holds it
      acknowledged = await checkedLength(folder, acknowledged)
      for (const [id, key] of named) expect(folder.vault.keyOf({ type: 'user', id })).toBe(key)
      const [id, key] = [...named].at(-1)!
      expect(await folder.vault.traitsOf(key as never)).toEqual({ id })
      await folder.close()
    }
    expect(acknowledged).toBeGreaterThan(rounds * 20)
    await rm(dir, { recursive: true })
  },
  20_000 + rounds * roundMsMax,
)

/** Every event is the one that belongs at its place; what is there beyond the acknowledged was just not acknowledged yet. */
async function checkedLength(folder: DataFolder, acknowledged: number): Promise<number> {
  const length = await folder.log!.length()
  expect(length).toBeGreaterThanOrEqual(acknowledged)
  const events = await folder.log!.read(0, length + 1)
  expect(events.length).toBe(length)
  const strange = events.findIndex((event, position) => idOf(event) !== `m-${position}`)
  expect(strange, 'the first event out of place').toBe(-1)
  return length
}

function idOf(event: ShopEvent): string | undefined {
  return 'id' in event ? event.id : undefined
}
