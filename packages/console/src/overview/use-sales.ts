import type { Currency } from '@nunchi/protocol'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from '../data/use-answer.ts'
import { type Sales, salesOf } from './sales.ts'

export const salesDays = 60

/** What the shop sold lately. */
export function useSales(): UseQueryResult<Sales & { readonly currency: Currency }> {
  return useAnswer(
    ['sales'],
    async (client, options) => {
      const { days, currency } = await client.policies(options)
      return { ...salesOf(days, Date.now(), salesDays), currency }
    },
    { every: 10_000 },
  )
}
