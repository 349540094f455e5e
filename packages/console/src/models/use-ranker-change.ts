import type { Client } from '@nunchi/sdk'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'

/** A change of the ranker; afterwards everything that tells of it is asked for anew. */
export function useRankerChange<Given = void>(
  change: (client: Client, given: Given) => Promise<unknown>,
): UseMutationResult<unknown, Error, Given> {
  const { client } = useSession()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => change(client, given),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['ranker'] })
      await queries.invalidateQueries({ queryKey: ['status'] })
    },
  })
}
