import { notifications } from '@mantine/notifications'
import type { OfferBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'
import { useMoved } from './moved-offer.tsx'
import { words } from './offers.words.ts'
import { useAskAnew } from './use-ask-anew.ts'

/** What a person says of an attribute; null: that there is none; undefined: what was said is taken back. */
type Said = { readonly name: string; readonly value: string | null | undefined }

/** Sends what a person says of an offer's attribute, and asks anew for all that may look otherwise then. */
export function useCorrection(offer: OfferBody, onDone: () => void) {
  const say = useWords(words)
  const { client } = useSession()
  const moved = useMoved()
  const askAnew = useAskAnew()
  return useMutation({
    mutationFn: ({ name, value }: Said) => {
      const ref = { mall: offer.mall, key: offer.key, name }
      return value === undefined ? client.withdrawValue(ref) : client.correctValue(ref, { value })
    },
    onSuccess: async ({ product }, { value }) => {
      moved({ offer, product })
      await askAnew()
      notifications.show({ message: value === undefined ? say.tookBack : say.saved })
      onDone()
    },
  })
}
