import { textOf } from './columns.ts'
import type { Fields } from './item.ts'
import type { ColumnMap, MapRule } from './map.ts'

/** What the rules of a map say of a row: left out under a name, or kept, as sold or as come back. */
export type RuleVerdict = { readonly skipped?: string; readonly refund: boolean }
export type RowRules = (fields: Fields) => RuleVerdict

const sold: RuleVerdict = { refund: false }
const refunded: RuleVerdict = { refund: true }

/** Compiles the rules; they are tried in order, and the first skip ends it. */
export function rowRules(map: ColumnMap): RowRules {
  const rules = (map.rules ?? []).map((rule) => ({
    holds: condition(rule),
    rule,
    verdict: { skipped: rule.name, refund: false },
  }))
  return (fields) => {
    let refund = false
    for (const { holds, rule, verdict } of rules) {
      if (refund && rule.unless === 'refund') continue
      if (!holds(textOf(fields[rule.column]))) continue
      if (rule.action === 'skip') return verdict
      refund = true
    }
    return refund ? refunded : sold
  }
}

function condition({ matches, notMatches, atMost }: MapRule): (text: string) => boolean {
  if (matches !== undefined) {
    const regex = new RegExp(matches)
    return (text) => regex.test(text)
  }
  if (notMatches !== undefined) {
    const regex = new RegExp(notMatches)
    return (text) => !regex.test(text)
  }
  return (text) => text !== '' && Number(text) <= (atMost ?? 0)
}
