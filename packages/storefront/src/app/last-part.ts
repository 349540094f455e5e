/** The last part of an address, as it was before it was encoded: the router leaves signs such as '/' and '#' of an id encoded. */
export function lastPartOf(pathname: string): string {
  const part = /([^/]*)\/?$/.exec(pathname)?.[1] ?? ''
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
