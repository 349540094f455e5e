import type { ConditionBody, SubscriptionBody, WantedBody } from '@nunchi/protocol'
import { type Choice, choiceOf, choices, conditionOf } from './choice.ts'

export type WantedQuery = WantedBody & { readonly what: 'query' }
/** What is waited for beyond one condition of one product: a query, several products, several conditions. */
export type Wish = { readonly wanted: WantedBody; readonly current?: SubscriptionBody }

/** Conditions as the sheet shows them. */
export type Parts = {
  readonly choices: readonly Choice[]
  /** Minor units; of the choice at-most. */
  readonly targetMinor?: number
  /** What only the API can ask for: it can be taken away here, and stays as it is otherwise. */
  readonly others: readonly ConditionBody[]
}

/** Parts conditions into choices of the sheet and others. */
export function partsOf(conditions: readonly ConditionBody[]): Parts {
  const target = conditions.find((one) => one.when === 'at-most' && choiceOf([one]) === 'at-most')
  return {
    choices: choices.filter((choice) => conditions.some((one) => choiceOf([one]) === choice)),
    ...(target?.when === 'at-most' && { targetMinor: target.minor }),
    others: conditions.filter((one) => choiceOf([one]) === undefined),
  }
}

/** The conditions that parts stand for, which all have to hold. */
export function conditionsOf({ choices: chosen, targetMinor = 0, others }: Parts): ConditionBody[] {
  const inOrder = choices.filter((choice) => chosen.includes(choice))
  return [...inOrder.map((choice) => conditionOf(choice, targetMinor)), ...others]
}

/** What can be chosen beside other conditions: each kind is there once, and a query knows no price that a drop is counted from. */
export function choicesBeside(others: readonly ConditionBody[], what: WantedBody['what']): Choice[] {
  return choices.filter(
    (choice) => !others.some(({ when }) => when === choice) && (what === 'products' || choice !== 'drop'),
  )
}

/** Whether a query looks for anything: a price band alone does not. */
export function hasTerms({ words = '', brand, categoryPath = [], attributes = {} }: WantedQuery): boolean {
  return words.trim() !== '' || brand !== undefined || categoryPath.length > 0 || Object.keys(attributes).length > 0
}

/** The subscription by which a query is waited for already, if one is. */
export function waitingFor(query: WantedQuery, all: readonly SubscriptionBody[]): SubscriptionBody | undefined {
  const text = textOf(query)
  return all.find(({ wanted }) => wanted.what === 'query' && textOf(wanted) === text)
}

function textOf({ words, brand, categoryPath, attributes, fromMinor, toMinor }: WantedQuery): string {
  const named = Object.entries(attributes ?? {}).sort()
  return JSON.stringify([words, brand, categoryPath ?? [], named, fromMinor, toMinor])
}
