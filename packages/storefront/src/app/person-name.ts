import type { Lang } from '@nunchi/ui'
import type { DemoPerson } from './config.ts'

/** What one of the demo's shoppers is called: by their number, as nobody real stands behind them. */
export function personName({ user }: DemoPerson, lang: Lang): string {
  const number = /\d+$/.exec(user)?.[0] ?? user
  return lang === 'ko' ? `데모 고객 ${number}` : `Demo shopper ${number}`
}
