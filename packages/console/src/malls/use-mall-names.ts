import type { MallsBody } from '@nunchi/protocol'
import { useAnswer } from '../data/use-answer.ts'

const mallsMax = 100

/** The malls that were registered first, for choices, and the largest feed that can be sent; one question for all that want to know. */
export function useMallNames(): MallsBody | undefined {
  return useAnswer(['malls', 'names'], (client, options) => client.malls({ count: mallsMax }, options)).data
}
