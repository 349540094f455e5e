import { type EpochMs, type ShopperKey, secondsOf } from '../domain/units.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { ContactsFace } from './alerts/contact-book.ts'
import type { DispatchDesk } from './dispatch/dispatch-desk.ts'
import type { MyData, Preferences } from './face.ts'
import { toldInterests } from './told-interests.ts'

type Parts = {
  readonly views: Views
  readonly log: EventLog
  readonly vault: Vault
  readonly contacts: Pick<ContactsFace, 'of'>
  readonly dispatch: Pick<DispatchDesk, 'placesOf'>
}
type Ask = {
  readonly shopper: ShopperKey
  readonly now: EpochMs
  readonly preferencesOf: (row: number) => Preferences
}

const everythingAllowed = { personalised: true, consent: true, hidden: [] } as const

/** Everything that is kept about one person, of state, log and vault. O(their events). */
export async function myDataOf({ views, log, vault, contacts, dispatch }: Parts, ask: Ask): Promise<MyData> {
  const { shopper, now, preferencesOf } = ask
  const { shoppers, watched } = views
  const row = shoppers.find(shopper)
  const keys = row < 0 ? [shopper] : shoppers.currentKeysOf(row)
  const rows = row < 0 ? [] : shoppers.membersOf(row)
  const positions = rows.flatMap((member) => views.timeline.positionsOf(member)).sort((a, b) => a - b)
  const events = await log.readAt(positions)
  const aliases = (await Promise.all(keys.map((key) => vault.aliasesOf(key)))).flat()
  // Nobody can say of whom a device was told something once it changed hands: that is shown to neither.
  const tellable = row < 0 ? keys : shoppers.keysOf(row).filter((key) => keys.includes(key))
  const traits = await Promise.all(tellable.map((key) => vault.traitsOf(key)))
  return {
    aliases,
    traits: Object.assign({}, ...traits.reverse()),
    contacts: await contacts.of(shopper),
    events: events.map((event, i) => ({ position: positions[i]!, event })),
    subscriptions: row < 0 ? [] : watched.subscriptions.of(row),
    alerts: row < 0 ? [] : watched.alerts.of(row).map(({ alert }) => alert),
    deliveries: row < 0 ? [] : await dispatch.placesOf(row),
    interests: toldInterests(views, { shopper, now: secondsOf(now), countMax: 1_000, areShared: false }),
    preferences: row < 0 ? everythingAllowed : preferencesOf(row),
  }
}
