import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Running, start } from './testing-command.ts'

const stops = 60
const rounds = 2

type Served = { readonly running: Running; readonly address: string }

async function serve(dir: string): Promise<Served> {
  const running = start(['serve', '--data', dir, '--port', '0'])
  return { running, address: await running.address() }
}

async function ask<Answer>(address: string, key: string, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

const today = (zone: string) => new Date().toLocaleDateString('sv-SE', { timeZone: zone })
const zone = 'UTC'

/** A day with one vehicle out, and its driver's key. */
async function prepare(address: string, secret: string): Promise<string> {
  const travel = { by: 'great-circle', kmPerHour: 30, detourPercent: 130 }
  await ask(address, secret, 'PUT', '/v1/dispatch/depots/d', { name: 'D', lat: 37.5, lon: 127, zone, travel })
  await ask(address, secret, 'PUT', '/v1/dispatch/vehicles/van', {
    name: 'V',
    depot: 'd',
    capacity: { parcels: stops },
    shift: { fromMinute: 0, untilMinute: 2_879 },
    skills: [],
    costs: { fixedMinor: 0, perKmMinor: 100, perHourMinor: 0 },
    returns: true,
  })
  const deliveries = Array.from({ length: stops }, (_, n) => ({
    delivery: `p${n}`,
    place: { lat: 37.5 + n / 1_000, lon: 127 },
    day: today(zone),
    windows: [],
    serviceSeconds: 1,
    amounts: { parcels: 1 },
  }))
  await ask(address, secret, 'POST', '/v1/dispatch/deliveries', { deliveries })
  const { solve } = await ask<{ solve: string }>(address, secret, 'POST', '/v1/dispatch/solves', {
    day: today(zone),
    seconds: 1,
  })
  const { plan } = await ask<{ plan: string }>(address, secret, 'DELETE', `/v1/dispatch/solves/${solve}?keep=true`)
  await ask(address, secret, 'POST', `/v1/dispatch/plans/${plan}/accept`)
  const wanted = { name: 'phone', scope: 'driver', vehicle: 'van' }
  return (await ask<{ secret: string }>(address, secret, 'POST', '/v1/keys', wanted)).secret
}

test(`kill -9 of the server while a driver speaks, ${rounds} times: what was acknowledged is kept, and what was not can be sent again`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-dispatch-crash-'))
  const day = today(zone)
  const acknowledged = new Set<string>()
  let said = 0
  try {
    let { running, address } = await serve(dir)
    await running.says(/written to/)
    const secret = /nk_sec_\S+/.exec(readFileSync(join(dir, 'first-keys'), 'utf8'))![0]
    const driver = await prepare(address, secret)
    const say = (n: number) =>
      ask<{ results: readonly { status: string }[] }>(address, driver, 'POST', '/v1/floor/events', {
        day,
        events: [{ id: `phone-${n}-delivered`, kind: 'delivered', at: Date.now(), delivery: `p${n}` }],
      })
    for (let round = 0; round < rounds; round++) {
      const until = said + stops / rounds
      const killAt = said + 9 + 7 * round
      for (; said < until; said++) {
        if (said === killAt) running.child.kill('SIGKILL')
        const answer = await say(said).catch(() => undefined)
        if (answer === undefined) break
        acknowledged.add(`p${said}`)
      }
      await running.ended
      ;({ running, address } = await serve(dir))
      const { stops: kept } = await ask<{ stops: readonly { delivery: string; state: string }[] }>(
        address,
        driver,
        'GET',
        '/v1/floor/round',
      )
      const done = new Set(kept.filter(({ state }) => state === 'delivered').map(({ delivery }) => delivery))
      expect([...acknowledged].filter((name) => !done.has(name))).toEqual([])
      const { results } = await say(said) // the phone does not know whether it arrived
      expect(['accepted', 'duplicate']).toContain(results[0]!.status)
      acknowledged.add(`p${said++}`)
    }
    expect(acknowledged.size).toBeGreaterThan(15)
    running.child.kill('SIGKILL')
    await running.ended
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}, 120_000)
