import type { ConditionBody, Currency } from '@nunchi/protocol'
import type { Format } from '../data/use-format.ts'
import type { words } from './watch.words.ts'

type Given = { readonly say: (typeof words)['en']['conditions']; readonly format: Format; readonly currency: Currency }

/** What has to be so of a price, all at once, in words of one line. O(conditions). */
export function conditionText(conditions: readonly ConditionBody[], given: Given): string {
  if (conditions.length === 0) return given.say.any
  return conditions.map((condition) => oneText(condition, given)).join(given.say.and)
}

function oneText(condition: ConditionBody, given: Given): string {
  const { say, format, currency } = given
  switch (condition.when) {
    case 'at-most':
      return condition.per
        ? say.atMostPer(format.money(condition.minor, currency), condition.per)
        : say.atMost(format.money(condition.minor, currency))
    case 'drop':
      return say.drop[condition.since](stepText(condition, given))
    case 'lowest': {
      const how = condition.orEqual ? 'equal' : 'below'
      return condition.days === undefined ? say.lowest[how] : say.lowestIn[how](format.count(condition.days))
    }
    case 'back-in-stock':
      return say.backInStock
    case 'rise':
      return say.rise(stepText(condition, given))
  }
}

function stepText(
  { byMinor, byPercent }: { readonly byMinor?: number; readonly byPercent?: number },
  { format, currency }: Given,
): string {
  return byMinor === undefined ? format.percent((byPercent ?? 0) / 100, 2) : format.money(byMinor, currency)
}
