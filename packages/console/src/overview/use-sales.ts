import type { SalesBody } from '@nunchi/protocol'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from '../data/use-answer.ts'

export const salesDays = 60

/** What the shop sold lately, by the days of where people look from. */
export function useSales(): UseQueryResult<SalesBody> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return useAnswer(['sales', zone], (client, options) => client.sales({ days: salesDays, zone }, options), {
    every: 10_000,
  })
}
