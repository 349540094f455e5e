import { Button } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconNavigation } from '@tabler/icons-react'
import { words } from './round.words.ts'
import { type MapApp, type Place, wayTo } from './way-to.ts'

/** Has the map of the phone lead to a place. */
export function WayThere({ map, place }: { readonly map: MapApp; readonly place: Place }) {
  const say = useWords(words)
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)
  return (
    <Button
      component="a"
      href={wayTo(map, place, isApple)}
      variant="default"
      h={56}
      fz="md"
      leftSection={<IconNavigation aria-hidden size={22} />}
    >
      {say.way}
    </Button>
  )
}
