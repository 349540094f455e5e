import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EpochMs, openDataFolder, Shop } from '@nunchi/engine'
import type { Bench, BenchOptions, BenchResult } from '../bench.ts'
import { percentile } from '../metrics.ts'
import { type City, cityOf, type Delivery, day, eight } from './city.ts'

const defaults = { stops: 1_000, orders: 60, seconds: 20 }
/** Of four vehicles one is on the road when the orders come. */
const outShare = 4

/** What a new order costs from the call that brings it until the plan that has it is in the log. */
export const bench: Bench = {
  name: 'keep-up',
  says: 'a new order into the accepted plan of a running shop, from the call to the log: ms of processor time',
  options: {
    stops: `in the plan (${defaults.stops})`,
    orders: `new ones, one after the other (${defaults.orders})`,
    seconds: `of the search that makes the plan (${defaults.seconds})`,
  },
  run: async (options) => {
    const dir = mkdtempSync(join(tmpdir(), 'nunchi-bench-keep-up-'))
    const folder = await openDataFolder(dir)
    const clock = { now: () => eight as EpochMs }
    const shop = await Shop.open({ ...folder, log: folder.log!, clock })
    try {
      return await measure(shop, options)
    } finally {
      await shop.close()
      await folder.close()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

async function measure(shop: Shop, { seed, own, progress }: BenchOptions): Promise<BenchResult> {
  const [stops, orders, seconds] = (['stops', 'orders', 'seconds'] as const).map((name) =>
    Number(own[name] ?? defaults[name]),
  )
  const city = cityOf({ stops, spare: orders + 10, seed })
  const plan = await plannedDay(shop, city, { seconds, seed })
  const { routes, sums } = await shop.dispatch.plan(plan)
  progress(`${routes.length} tours, ${sums.unserved} of ${stops} stops left out`)
  for (const [n, { vehicle, leavesAt }] of routes.entries())
    if (n % outShare === 0)
      await shop.dispatch.sayOfRound(vehicle, day, [{ id: `out-${n}`, kind: 'started', at: leavesAt }])
  const later = city.later.slice()
  for (const order of later.splice(0, 10)) await costOf(shop, order) // the compiler has its turn
  const found: Cost[] = []
  for (const order of later) found.push(await costOf(shop, order))
  const after = await shop.dispatch.plan(plan)
  const served = after.sums.stops - sums.stops
  const set = `${stops} made-up stops, ${routes.length} tours, one in ${outShare} on the road`
  const row = (metric: string, value: number, unit: string) => ({ set, variant: 'one new order', metric, value, unit })
  const of = (name: keyof Cost) => found.map((cost) => cost[name])
  return {
    rows: [
      row('processor, p50', percentile(of('processor'), 50), 'ms'),
      row('processor, p90', percentile(of('processor'), 90), 'ms'),
      row('clock, p50', percentile(of('clock'), 50), 'ms'),
      row('clock, p90', percentile(of('clock'), 90), 'ms'),
      row('served', (100 * served) / city.later.length, '%'),
    ],
    notes: [
      'Orders one after the other into the same accepted plan: the vault has its place, the log that it is due, and the log the changed plan, each',
      'durable, before the call is answered. Processor time of the whole process with all its threads; the clock says more of what else ran.',
    ],
  }
}

/** The plan, accepted. */
async function plannedDay(shop: Shop, city: City, { seconds, seed }: { seconds: number; seed: number }) {
  const { dispatch } = shop
  await dispatch.putDepot('d', city.depot)
  for (const [id, vehicle] of city.vehicles) await dispatch.putVehicle(id, vehicle)
  for (let from = 0; from < city.deliveries.length; from += 2_000)
    await dispatch.addDeliveries(new Map(city.deliveries.slice(from, from + 2_000).entries()))
  const { solve } = dispatch.startSolve({ day, seconds, seed })
  const stop = new AbortController()
  let plan: string | undefined
  for await (const told of dispatch.followSolve(solve, stop.signal)) plan = told.plan
  if (plan === undefined) throw new Error(`The day was not planned: ${JSON.stringify(dispatch.solve(solve).problem)}`)
  await dispatch.acceptPlan(plan)
  return plan
}

type Cost = { readonly processor: number; readonly clock: number }

async function costOf(shop: Shop, order: Delivery): Promise<Cost> {
  const [usage, begun] = [process.cpuUsage(), performance.now()]
  const { added } = await shop.dispatch.addDeliveries(new Map([[0, order]]))
  const clock = performance.now() - begun
  const { user, system } = process.cpuUsage(usage)
  if (added !== 1) throw new Error('An order of the bench was not new.')
  return { processor: (user + system) / 1_000, clock }
}
