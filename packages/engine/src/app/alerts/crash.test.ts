import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startChild } from '../../adapters/sqlite/testing-process.ts'
import { Receiver } from '../../adapters/web/testing-receiver.ts'
import type { Settled } from './outbox.ts'

/** ALERTS=100000 CRASH_ROUNDS=20 for a night; a few with every test run. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 4)
const count = Number(process.env.ALERTS ?? 3_000)
const inFlightMax = 64

test(
  `${count} alerts through ${rounds} kills, a receiver that fails a fifth of all calls and one that hangs: each is told, and known again when it comes twice`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'nunchi-alerts-'))
    const path = join(dir, 'facts')
    const receiver = await new Receiver().open()
    let random = 20_261_126
    const chance = (): number => {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
      return random / 2 ** 32
    }
    let isHanging = true
    const told = new Map<string, number>()
    receiver.answer = ({ path: where, headers }, response) => {
      if (where === '/hangs' && isHanging) return true
      if (where === '/takes' && chance() < 0.2) response.writeHead(503).end()
      else {
        const id = String(headers['webhook-id'])
        told.set(id, (told.get(id) ?? 0) + 1)
        response.writeHead(204).end()
      }
      return true
    }
    const script = new URL('./testing-child.ts', import.meta.url)
    const start = () => startChild([path, `http://${receiver.host}`, String(count)], { script })
    for (let round = 0; round < rounds; round++) {
      const child = start()
      try {
        await child.line('open')
        await sleep(50 + chance() * 400)
      } finally {
        await child.kill()
      }
    }
    isHanging = false
    const child = start()
    const drained = await child.line('drained')
    expect(await child.ended).toBe(0)
    await receiver.close()

    const facts = (await readFile(path, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => JSON.parse(line) as Settled[])
    const ids = Array.from({ length: count }, (_, n) => `alert-${n}`)
    expect([...told.keys()].sort()).toEqual([...ids].sort()) // none lost, none made up
    const delivered = facts.filter(({ kind }) => kind === 'delivered').map(({ id }) => id)
    expect([...delivered].sort()).toEqual([...ids].sort()) // each once in the outbox
    const twice = [...told.values()].reduce((sum, times) => sum + times - 1, 0)
    expect(twice).toBeLessThanOrEqual(rounds * inFlightMax) // only what was under way; the id says so
    if (count >= 100_000)
      console.log(`${count} alerts, ${rounds} kills: ${twice} came twice, ${drained.split(' ')[1]} MB`)
    await rm(dir, { recursive: true })
  },
  60_000 + rounds * 5_000 + count * 10,
)
