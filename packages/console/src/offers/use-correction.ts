import type { OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNotice } from '../data/use-notice.ts'
import { useSession } from '../session/session.tsx'
import { words } from './offers.words.ts'

/** Sends what a person says of an offer's attribute, and asks anew for all that may look otherwise then. */
export function useCorrection(offer: OfferBody, onDone: () => void) {
  const say = useWords(words)
  const { client } = useSession()
  const notice = useNotice()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ name, value }: { readonly name: string; readonly value: string | null }) =>
      client.correctValue({ mall: offer.mall, key: offer.key, name }, { value }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['offers'] })
      for (const name of ['reviews', 'coverage']) void queries.invalidateQueries({ queryKey: [name] })
      notice(say.saved)
      onDone()
    },
  })
}
