/** The last part of an address of the browser, decoded; as it stands where it cannot be. What routers hand on is decoded in part. */
export function lastPart(pathname: string): string {
  const part = pathname.replace(/\/+$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
