import { textIn } from '../files.ts'

/** A user's baskets before the one to be predicted, oldest first, and that one. */
export type Buyer = {
  readonly id: string
  readonly history: readonly (readonly number[])[]
  readonly future: readonly number[]
}

/** Items up to which memory is taken by number; a larger one is more likely a damaged file. */
const itemMax = 50_000_000

/**
 * Reads history.json and future.json (also .gz) of the reality check's format: user -> baskets of item numbers, with
 * [-1] before the first and after the last. Users in the order of future.json; an item counts once a basket.
 */
export function readBuyers(folder: string): Buyer[] {
  const history = readUsers(folder, 'history.json')
  const future = readUsers(folder, 'future.json')
  return Object.keys(future).map((id) => {
    if (!(id in history)) throw new Error(`${folder}: user ${id} is in future.json, but not in history.json.`)
    const next = basketsOf(future[id], `${folder}/future.json, user ${id}`)
    if (next.length !== 1)
      throw new Error(`${folder}/future.json, user ${id}: ${next.length} baskets; the format has one to be predicted.`)
    return { id, history: basketsOf(history[id], `${folder}/history.json, user ${id}`), future: next[0]! }
  })
}

function basketsOf(framed: unknown, where: string): number[][] {
  if (!Array.isArray(framed)) throw new Error(`${where}: a list of baskets is expected, not ${typeof framed}.`)
  return framed.flatMap((basket: unknown) => {
    if (!Array.isArray(basket)) throw new Error(`${where}: a basket is a list of item numbers, not ${typeof basket}.`)
    if (basket.length === 0 || (basket.length === 1 && basket[0] === -1)) return []
    const wrong = basket.find((item) => !Number.isInteger(item) || item < 0 || item > itemMax)
    if (wrong !== undefined)
      throw new Error(`${where}: item ${JSON.stringify(wrong)} is no whole number from 0 to ${itemMax}.`)
    return [[...new Set(basket as number[])]]
  })
}

function readUsers(folder: string, name: string): Record<string, unknown> {
  const users: unknown = JSON.parse(textIn(folder, name))
  if (typeof users !== 'object' || users === null || Array.isArray(users))
    throw new Error(`${folder}/${name}: an object of users is expected.`)
  return users as Record<string, unknown>
}
