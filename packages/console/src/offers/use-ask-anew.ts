import { useQueryClient } from '@tanstack/react-query'

/** After a word of a person: asks anew for all that may look otherwise then. Resolves when the offers are there. */
export function useAskAnew(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    for (const name of ['reviews', 'coverage']) void queries.invalidateQueries({ queryKey: [name] })
    await queries.invalidateQueries({ queryKey: ['offers'] })
  }
}
