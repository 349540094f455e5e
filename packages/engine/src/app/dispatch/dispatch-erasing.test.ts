import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from '../../adapters/sqlite/data-folder.ts'
import { epochMs } from '../../domain/units.ts'
import { hashViews } from '../hash.ts'
import { Shop } from '../shop.ts'
import { at, day, delivery, depot, vehicle } from './testing-dispatch.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-dispatch-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Names of the files of the folder, or of its parts but the vault, that hold one of these texts. */
function filesWith(texts: readonly string[], { vault = true } = {}): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.filter(({ name }) => vault || !name.startsWith('vault')).map((e) => join(e.parentPath, e.name))
  return paths.filter((path) => texts.some((text) => readFileSync(path).includes(text)))
}

async function open() {
  const { log, vault, snapshots, ...folder } = await openDataFolder(dir)
  const clock = { now: () => epochMs(at(9, 30)) }
  const forgotten = { times: 0 }
  const roads = Object.assign(async () => undefined, { forget: () => void forgotten.times++ })
  const shop = await Shop.open({ log: log!, vault, snapshots, clock, roads })
  return { shop, vault, forgotten, close: () => shop.close().then(() => folder.close()) }
}

/** With coordinates that nothing else has by chance. */
const door = (name: string, steps: number) => {
  const one = delivery(name, steps)
  return { ...one, place: { ...one.place, lat: 37.541_937 + steps / 1_000, lon: 126.981_733 + steps / 1_000 } }
}

/** What would lead to the door of the delivery that was brought `steps` away. */
const doorOf = (name: string, steps: number) => {
  const { place } = door(name, steps)
  return [place.address!, place.recipient!, String(place.lat), String(place.lon), `number-${name}`]
}

test('no place, name or number of a delivery is in log or snapshots, and all of it goes with who is forgotten', async () => {
  const first = await open()
  const { dispatch } = first.shop
  await dispatch.putDepot('d', depot)
  await dispatch.putVehicle('van', { ...vehicle, driver: '비밀기사' })
  const given = [door('kim', 11), door('lee', 17)].map((one) => ({
    ...one,
    delivery: `number-${one.delivery}`,
    place: { ...one.place, phone: '010-9876-0001' },
  }))
  await dispatch.addDeliveries(new Map(given.entries()))
  const { solve } = dispatch.startSolve({ day, seconds: 1, seed: 1 })
  const { plan } = await dispatch.endSolve(solve, true)
  await dispatch.acceptPlan(plan!)
  const start = { id: 'phone-00001', kind: 'started', at: at(9) } as const
  const done = { id: 'phone-00002', kind: 'delivered', at: at(9, 20), delivery: 'number-kim' } as const
  await dispatch.sayOfRound('van', day, [start, done])
  const key = first.vault.keyOf({ type: 'delivery', id: 'd:number-kim' })!
  await first.close() // with a snapshot
  const private_ = [...doorOf('kim', 11), ...doorOf('lee', 17), '비밀기사', '010-9876-0001', 'user-kim']
  expect(filesWith(private_, { vault: false })).toEqual([])
  for (const text of [...doorOf('kim', 11), ...doorOf('lee', 17)]) expect(filesWith([text])).not.toEqual([])
  expect(filesWith([key], { vault: false })).not.toEqual([])

  const second = await open()
  await second.shop.forget({ type: 'user', id: 'user-kim' })
  expect(await second.shop.dispatch.arrivals({ type: 'user', id: 'user-kim' })).toEqual([])
  expect(await second.shop.dispatch.delivery('number-kim').catch(({ code }) => code)).toBe('DISPATCH_DELIVERY')
  await second.shop.settled()
  const { routes } = await second.shop.dispatch.plan(plan!)
  expect(routes.flatMap(({ stops }) => stops.map(({ delivery: name }) => name))).toContain('number-lee')
  expect(hashViews(await second.shop.rebuild()).dispatch).not.toBeUndefined()
  await second.close()
  expect(filesWith(doorOf('kim', 11))).toEqual([])
  for (const text of doorOf('lee', 17)) expect(filesWith([text])).not.toEqual([])

  const third = await open()
  const page = await third.shop.dispatch.deliveries({ day, offset: 0, count: 10 })
  expect(page.deliveries.map(({ delivery: name }) => name)).toEqual(['number-lee'])
  const before = third.forgotten.times
  await third.shop.dispatch.cancelDelivery('number-lee', true)
  expect(third.forgotten.times, 'ways from and to it are not held in memory either').toBe(before + 1)
  await third.close()
  expect(filesWith(doorOf('lee', 17))).toEqual([])
})
