import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../adapters/files/durable-file.ts'
import { dayAt, midnightOf } from '../app/dispatch/day-times.ts'
import type { Shop } from '../app/shop.ts'
import { messageOf } from '../domain/message.ts'
import type { KeyStore } from '../ports/key-store.ts'
import { townDispatch, townOrder } from '../sim/town/town-dispatch.ts'

const zone = 'Asia/Seoul'
const driverKeyFile = 'demo-driver-key'
/** Whose round the demo's driver's page shows. */
const demoVehicle = 'demo-1'

/** More orders than these are not brought by the demo's three vehicles on top of their day. */
const ordersMax = 60
const beatMs = 60_000

type Users = readonly { readonly id: string; readonly name: string }[]

/**
 * Gives the demo a day of deliveries (invented, and named so): once a day, at the first start. They are planned and accepted in the
 * background.
 */
export async function fillDispatch(shop: Shop, users: Users, warn: (reason: string) => void): Promise<void> {
  await fillDay(shop, users).catch((error: unknown) => warn(messageOf(error)))
}

async function fillDay(shop: Shop, users: Users): Promise<void> {
  const now = shop.now()
  const day = dayAt(now, { zone })
  const { dispatch } = shop
  if (shop.views.dispatch.day(day) !== undefined) return
  const { depot, vehicles, deliveries, lines } = townDispatch({
    day,
    midnight: midnightOf(day, zone) * 1_000,
    now,
    users,
  })
  await dispatch.putDepot('demo', depot)
  await dispatch.putRoads('demo', lines)
  for (const [id, vehicle] of Object.entries(vehicles)) await dispatch.putVehicle(id, vehicle)
  await dispatch.addDeliveries(new Map(deliveries.entries()))
  const { solve } = dispatch.startSolve({ day, seconds: 3, seed: 1 })
  const stop = new AbortController()
  let plan: string | undefined
  for await (const told of dispatch.followSolve(solve, stop.signal)) plan = told.plan
  if (plan !== undefined) await dispatch.acceptPlan(plan)
}

/**
 * Has what is ordered in the demo's shop page brought on the same day: each order of these people becomes a delivery of the order's number,
 * and the accepted plan takes it in. Only what is ordered from now on. Ends with the signal.
 */
export async function bringOrders(
  shop: Shop,
  users: Users,
  { signal, warn }: { readonly signal: AbortSignal; readonly warn: (reason: string) => void },
): Promise<void> {
  const known = new Map(users.map((user) => [user.id, user]))
  const wants = (kind: string) => kind === 'order.placed'
  let number = 0
  for await (const { events } of shop.merchant.follow({ wants, signal, beatMs })) {
    for (const { order, person } of events) {
      const user = person?.user === undefined ? undefined : known.get(person.user)
      const day = dayAt(shop.now(), { zone })
      if (order === undefined || user === undefined || number >= ordersMax || !shop.views.dispatch.day(day)) continue
      const given = townOrder({ order, user, number: number++, day })
      await shop.dispatch.addDeliveries(new Map([[0, given]])).catch((error: unknown) => warn(messageOf(error)))
    }
  }
}

/** The key of the demo's driver: the same at every start. */
export async function demoDriverKey(keys: KeyStore, dir: string): Promise<string> {
  const known = (await readFile(join(dir, driverKeyFile), 'utf8').catch(() => '')).trim()
  if (keys.find(known)?.scope === 'driver') return known
  const wanted = { name: 'demo driver', scope: 'driver', vehicle: demoVehicle, consent: 'assumed' } as const
  const { key, secret } = await keys.add(wanted, Date.now())
  try {
    await writeDurably(join(dir, driverKeyFile), `${secret}\n`)
  } catch (error) {
    await keys.revoke(key.id).catch(() => {}) // what went wrong first is what is told
    throw error
  }
  return secret
}
