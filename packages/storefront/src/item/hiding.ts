import type { HiddenBody, PreferencesBody } from '@nunchi/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useHomeWatch } from '../app/home-watch.tsx'
import { useShop } from '../app/shop.tsx'

export type Hiding = { readonly hide?: HiddenBody[]; readonly unhide?: HiddenBody[] }

/** Hides things and shows them again; lists that may show them are asked anew. */
export function useHiding() {
  const { client, about, collector } = useShop()
  const { after } = useHomeWatch()
  const queries = useQueryClient()
  const { mutateAsync, isPending, error, variables } = useMutation({
    mutationFn: async ({ hiding }: { hiding: Hiding; name: string }) => {
      await collector.flush()
      return client.changePreferences(hiding)
    },
    onSuccess: async (preferences: PreferencesBody, { hiding, name }) => {
      queries.setQueryData(['preferences', ...about], preferences)
      for (const key of ['search', 'why', 'interests']) void queries.invalidateQueries({ queryKey: [key] })
      await after({ kind: hiding.hide ? 'hid' : 'unhid', name })
    },
  })
  const change = (hiding: Hiding, name: string): Promise<boolean> =>
    mutateAsync({ hiding, name }).then(
      () => true,
      () => false,
    )
  return { change, isPending, error, hiding: isPending ? variables?.hiding : undefined }
}
