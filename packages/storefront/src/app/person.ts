import type { DemoPerson } from './config.ts'
import { useKept } from './kept.ts'

const key = 'nunchi.shop.person'

/** Who looks: one of the demo's shoppers, or whoever holds this device, of whom only its id is known. */
export function usePerson(persons: readonly DemoPerson[]): {
  readonly person: DemoPerson | undefined
  readonly become: (user: string | undefined) => void
} {
  const [user, become] = useKept<string | null>(key, null)
  return { person: persons.find((one) => one.user === user), become: (next) => become(next ?? null) }
}

/** Begins the names under which a person's things are kept, so that nobody's cart is mixed up with another's. */
export function drawerOf(person: DemoPerson | undefined): string {
  return person ? `nunchi.shop.${person.user}.` : 'nunchi.shop.me.'
}
