import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { SqliteEventLog } from '../adapters/sqlite/event-log.ts'
import type { ShopEvent } from '../events/event.ts'
import { type Running, start } from './testing-command.ts'

const rounds = Number(process.env.CRASH_ROUNDS ?? 4)
const senders = 4
const batchEvents = 20

type Served = { readonly running: Running; readonly address: string; readonly key: string }

/** Starts the real server on a data folder and waits until it says where it is; the first start makes the keys. */
async function serve(dir: string, knownKey: string | undefined): Promise<Served> {
  const running = start(['serve', '--data', dir, '--port', '0'])
  const address = await running.address()
  if (knownKey) return { running, address, key: knownKey }
  await running.says(/written to/)
  return { running, address, key: /nk_sec_\S+/.exec(readFileSync(join(dir, 'first-keys'), 'utf8'))![0] }
}

/** Sends batches, one after the other, until the server is gone. Every acknowledged id is noted, in order. */
async function load(
  { address, key }: { address: string; key: string },
  name: string,
  acknowledged: string[],
): Promise<void> {
  for (let batch = 0; ; batch++) {
    const ids = Array.from({ length: batchEvents }, (_, n) => `${name}:${batch}:${n}`)
    const events = ids.map((id) => ({ kind: 'product.viewed', id, user: name, product: `상품-${batch}` }))
    try {
      const answer = await fetch(`${address}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ events }),
      })
      if (!answer.ok) return
      expect(await answer.json()).toMatchObject({ accepted: batchEvents })
      acknowledged.push(...ids)
    } catch {
      return // killed: this batch was not acknowledged
    }
  }
}

async function idsInLog(dir: string): Promise<string[]> {
  const log = await SqliteEventLog.open(dir)
  const ids: string[] = []
  for (;;) {
    const events: readonly ShopEvent[] = await log.read(ids.length, 10_000)
    if (events.length === 0) break
    for (const event of events) ids.push(event.kind === 'erased' ? '' : event.id)
  }
  await log.close()
  return ids
}

test(`kill -9 of the server under load, ${rounds} times: every acknowledged event is there, once, in order`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-crash-'))
  const random = new Random(4747)
  const acknowledged: string[][] = []
  let key: string | undefined
  try {
    for (let round = 0; round < rounds; round++) {
      const served = await serve(dir, key)
      key = served.key
      const mine = Array.from({ length: senders }, (): string[] => [])
      acknowledged.push(...mine)
      const loads = mine.map((ids, n) => load(served, `r${round}-${n}`, ids))
      while (mine.every(({ length }) => length === 0)) await pause(5)
      await pause(random.below(500))
      served.running.child.kill('SIGKILL')
      await Promise.all([...loads, served.running.ended])
    }
    const stored = await idsInLog(dir)
    expect(new Set(stored).size).toBe(stored.length)
    const places = new Map(stored.map((id, place) => [id, place]))
    expect(acknowledged.flat().length).toBeGreaterThan(rounds * batchEvents)
    for (const ids of acknowledged) {
      const found = ids.map((id) => places.get(id) ?? -1)
      expect(found).not.toContain(-1)
      expect(found).toEqual([...found].sort((a, b) => a - b))
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}, 120_000)
