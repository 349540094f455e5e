import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { writeDurably } from '../adapters/files/durable-file.ts'
import { dayAt, dayBefore, midnightOf, momentOf } from '../app/dispatch/day-times.ts'
import type { Shop } from '../app/shop.ts'
import { messageOf } from '../domain/message.ts'
import { secondsOf } from '../domain/units.ts'
import type { KeyStore } from '../ports/key-store.ts'
import { townDispatch, townOrder } from '../sim/town/town-dispatch.ts'

const zone = 'Asia/Seoul'
const driverKeyFile = 'demo-driver-key'
/** Whose round the demo's driver's page shows. */
const demoVehicle = 'demo-1'

/** More orders than these are not brought by the demo's three vehicles on top of their day. */
const ordersMax = 60
const beatMs = 60_000
/** So often is looked whether another day has begun. */
const lookMs = 600_000
/** A day that is made while nobody waits for it begins at eight. */
const morningSeconds = 8 * 3_600
/** What the town does by itself is named so: its orders are brought by nobody. */
const madeUp = 'demo'

type Users = readonly { readonly id: string; readonly name: string }[]
type Running = { readonly signal: AbortSignal; readonly warn: (reason: string) => void }

/**
 * Gives the demo a day of deliveries (invented, and named so), and another one every day once midnight and the shifts of the day before are
 * over. They are planned and accepted beside the answers. Ends with the signal.
 * @param seconds  of each search for a plan
 */
export async function keepDays(
  shop: Shop,
  users: Users,
  { signal, warn, everyMs = lookMs, seconds = 3 }: Running & { readonly everyMs?: number; readonly seconds?: number },
): Promise<void> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    await fillDay(shop, users, { isFirst, seconds, signal }).catch((error: unknown) => warn(messageOf(error)))
    await pause(everyMs, undefined, { signal, ref: false }).catch(() => {}) // it ends
  }
}

async function fillDay(
  shop: Shop,
  users: Users,
  { isFirst, seconds, signal }: { readonly isFirst: boolean; readonly seconds: number; readonly signal: AbortSignal },
): Promise<void> {
  const now = shop.now()
  const day = dayAt(now, { zone })
  const midnight = midnightOf(day, zone)
  const { dispatch } = shop
  const begins = isFirst ? now : Math.max(now, (midnight + morningSeconds) * 1_000)
  const made = townDispatch({ day, midnight: midnight * 1_000, begins, users })
  if (shop.views.dispatch.day(day) !== undefined) {
    if (!(await isLeftUnplanned(shop, day, made.deliveries[0]!.delivery))) return
  } else {
    if (isOnShift(shop, dayBefore(day))) return
    await dispatch.putDepot(madeUp, made.depot)
    await dispatch.putRoads(madeUp, made.lines)
    for (const [id, vehicle] of Object.entries(made.vehicles)) await dispatch.putVehicle(id, vehicle)
    await dispatch.addDeliveries(new Map(made.deliveries.entries()))
  }
  const { solve } = dispatch.startSolve({ day, seconds, seed: 1 })
  let plan: string | undefined
  for await (const told of dispatch.followSolve(solve, signal)) plan = told.plan
  if (plan !== undefined) await dispatch.acceptPlan(plan)
}

/** Whether the demo ended between adding the deliveries of a day and accepting a plan of it. What a person did with its plans stays. */
async function isLeftUnplanned(shop: Shop, day: string, delivery: string): Promise<boolean> {
  const { plans } = shop.views.dispatch.day(day)!
  if (plans.all().some(({ state }) => state !== 'proposed')) return false
  return shop.dispatch.delivery(delivery).then(
    () => true,
    () => false, // the day is of somebody's own deliveries
  )
}

/** Whether somebody is still out for a day: its shifts go on until they are over. */
function isOnShift(shop: Shop, before: string): boolean {
  const { dispatch } = shop.views
  if (dispatch.day(before) === undefined) return false
  const vehicles = dispatch.vehicles().filter(({ depot }) => depot === madeUp)
  const ends = vehicles.map(({ shift }) => momentOf(before, shift.untilMinute, zone))
  return secondsOf(shop.now()) < Math.max(0, ...ends)
}

/**
 * Has what is ordered in the demo's shop page brought on the same day: each order of these people, and of visitors who did not log in,
 * becomes a delivery of the order's number, and the accepted plan takes it in. Only what is ordered from now on. Ends with the signal.
 */
export async function bringOrders(shop: Shop, users: Users, { signal, warn }: Running): Promise<void> {
  const known = new Map(users.map((user) => [user.id, user]))
  const wants = (kind: string) => kind === 'order.placed'
  let [number, of] = [0, '']
  for await (const { events } of shop.merchant.follow({ wants, signal, beatMs })) {
    for (const { order, person } of events) {
      const user = person?.user === undefined ? undefined : known.get(person.user)
      const anonymous = person?.anonymous?.startsWith(madeUp) ? undefined : person?.anonymous
      const day = dayAt(shop.now(), { zone })
      if (day !== of) [number, of] = [0, day]
      const isTheirs = user !== undefined || anonymous !== undefined
      if (order === undefined || !isTheirs || number >= ordersMax || !shop.views.dispatch.day(day)) continue
      const whose = user === undefined ? { anonymous } : { user }
      const given = townOrder({ order, ...whose, number: number++, day })
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
