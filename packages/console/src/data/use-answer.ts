import type { Client } from '@nunchi/sdk'
import { useLanguage } from '@nunchi/ui'
import { keepPreviousData, type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'

export type AnswerOptions<Answer> = {
  /** Ask again so often, in ms; or as often as what was answered last asks for. */
  readonly every?: number | ((last: Answer | undefined) => number | undefined)
  /** Go on showing the last answer while another question of the same kind is asked: for tables. */
  readonly keepsLast?: boolean
  readonly isWanted?: boolean
}
type Ask<Answer> = (client: Client, options: { readonly signal: AbortSignal }) => Promise<Answer>

/** The answer to a question, kept under its name; asked with the session's key, and not while that is refused. */
export function useAnswer<Answer>(
  name: QueryKey,
  ask: Ask<Answer>,
  { every, keepsLast = false, isWanted = true }: AnswerOptions<Answer> = {},
): UseQueryResult<Answer> {
  const { client, state } = useSession()
  const { lang } = useLanguage()
  const isIn = state === 'in'
  return useQuery({
    queryKey: [...name, lang],
    queryFn: ({ signal }) => ask(client, { signal }),
    enabled: isWanted && isIn,
    refetchInterval: ({ state: { data } }) => (isIn && (typeof every === 'function' ? every(data) : every)) || false,
    placeholderData: keepsLast ? keepPreviousData : undefined,
  })
}
