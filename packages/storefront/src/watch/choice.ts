import type { ConditionBody } from '@nunchi/protocol'

/** What the sheet offers to wait for, in its order. */
export const choices = ['at-most', 'drop', 'lowest', 'back-in-stock'] as const
export type Choice = (typeof choices)[number]
/** So much of a product: what an amount is for. */
export type Per = NonNullable<Extract<ConditionBody, { when: 'at-most' }>['per']>

/** By how many per cent a price has to fall for the choice `drop`. */
export const dropPercent = 10
/** How far below the price of now the amount is that the sheet begins with. */
const belowShare = 0.05

/** The condition that a choice stands for; `targetMinor` is that of at-most, `per` what it is for. */
export function conditionOf(choice: Choice, targetMinor: number, per?: Per): ConditionBody {
  if (choice === 'at-most') return { when: 'at-most', minor: targetMinor, ...(per && { per }) }
  if (choice === 'drop') return { when: 'drop', since: 'start', byPercent: dropPercent }
  if (choice === 'lowest') return { when: 'lowest', orEqual: false }
  return { when: 'back-in-stock' }
}

/** The choice that these conditions stand for; undefined for those that only the API can ask for. */
export function choiceOf(conditions: readonly ConditionBody[]): Choice | undefined {
  const [only, more] = conditions
  if (only === undefined || more !== undefined) return undefined
  const choice = choices.find((one) => one === only.when)
  if (choice === undefined) return undefined
  const [target, per] = only.when === 'at-most' ? [only.minor, only.per] : [0]
  return isSame(only, conditionOf(choice, target, per)) ? choice : undefined
}

function isSame(one: ConditionBody, other: ConditionBody): boolean {
  const sorted = (condition: ConditionBody) => JSON.stringify(Object.entries(condition).sort())
  return sorted(one) === sorted(other)
}

/** 5 % below a price, rounded down to three digits as people name prices. Minor units, at least 1. */
export function targetBelow(nowMinor: number): number {
  const exact = Math.floor(nowMinor * (1 - belowShare))
  const step = 10 ** Math.max(0, String(exact).length - 3)
  return Math.max(1, Math.floor(exact / step) * step)
}

/** The minor units that somebody typed, as "₩9,500" or "18.99"; undefined when it is no amount above 0. */
export function amountIn(text: string, digits: number): number | undefined {
  const plain = text.replace(/[\s,₩$€¥원]/g, '')
  if (!/^\d{1,12}(\.\d*)?$/.test(plain)) return undefined
  const minor = Math.round(Number(plain) * 10 ** digits)
  return minor > 0 ? minor : undefined
}
