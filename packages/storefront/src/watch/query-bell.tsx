import { Button } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { useWatch } from './watch-context.ts'
import { hasTerms, type WantedQuery, waitingFor } from './wish.ts'
import { wishWords } from './wish-words.ts'

/** The bell of a search: opens the sheet, and is filled while what fits is waited for. None where nothing is looked for. */
export function QueryBell({ query }: { readonly query: WantedQuery }) {
  const { mine, openWish } = useWatch()
  const say = useWords(wishWords)
  if (!hasTerms(query)) return null
  const current = waitingFor(query, mine.data?.subscriptions ?? [])
  const icon = current ? (
    <IconBellFilled size={18} color="var(--shop-accent)" aria-hidden />
  ) : (
    <IconBell size={18} aria-hidden />
  )
  return (
    <Button
      variant="default"
      px="sm"
      leftSection={icon}
      aria-haspopup="dialog"
      onClick={() => openWish({ wanted: query, current })}
    >
      {current ? say.on : say.tell}
    </Button>
  )
}
