import type { Alias, Vault } from '../ports/vault.ts'
import type { Report } from './report.ts'

/** Under which name the report is somebody's; undefined for a guest's. */
export function personIn({ user, anonymous }: Report): Alias | undefined {
  if (user !== undefined) return { type: 'user', id: user }
  return anonymous === undefined ? undefined : { type: 'anonymous', id: anonymous }
}

/** The device on which a user is named, if both are. */
export function deviceIn({ user, anonymous }: Report): Alias | undefined {
  return user === undefined || anonymous === undefined ? undefined : { type: 'anonymous', id: anonymous }
}

/** The former name of somebody may be a login or a device; a login if one is known by it. */
export function previousIn({ previous }: Report, vault: Vault): Alias | undefined {
  if (previous === undefined) return undefined
  const asUser: Alias = { type: 'user', id: previous }
  return vault.keyOf(asUser) === undefined ? { type: 'anonymous', id: previous } : asUser
}

/** An alias in one text. */
export const nameOf = ({ type, id }: Alias): string => `${type}:${id}`

/** Everybody the report names. */
export function namesIn(report: Report, vault: Vault): Alias[] {
  return [personIn(report), deviceIn(report), previousIn(report, vault)].filter((alias) => alias !== undefined)
}
