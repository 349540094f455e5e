/** Somebody by the login, or else by the device, that the shop knows them by. */
export type Named = { readonly user?: string; readonly anonymous?: string }

/** The address of their page in the console. */
export function shopperPath({ user, anonymous }: Named): string {
  return user === undefined
    ? `/shoppers/device/${encodeURIComponent(anonymous ?? '')}`
    : `/shoppers/user/${encodeURIComponent(user)}`
}

/**
 * Who is meant by such an address, as the browser has it: what routers hand on is decoded in part. Undefined for any other.
 */
export function personAt(pathname: string): Named | undefined {
  const [, as, id] = /\/shoppers\/(user|device)\/([^/]+)\/?$/.exec(pathname) ?? []
  if (id === undefined) return undefined
  return as === 'user' ? { user: decoded(id) } : { anonymous: decoded(id) }
}

/** How they are called in tables: a device's id is long and says nothing, so its beginning does. */
export function nameOf({ user, anonymous = '' }: Named): string {
  return user ?? (anonymous.length > 14 ? `${anonymous.slice(0, 12)}…` : anonymous)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
