const place = 'nunchi.console.key'

/** The key of the fragment `#key=...`, which is taken out of the address so that nobody copies it along with it. */
export function takeKeyFromAddress(): string | undefined {
  const key = keyInFragment(window.location.hash)
  if (key !== undefined) {
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', `${pathname}${search}`)
  }
  return key
}

/** The key in a fragment; undefined where there is none. */
export function keyInFragment(fragment: string): string | undefined {
  const key = new URLSearchParams(fragment.replace(/^#/, '')).get('key')?.trim()
  return key || undefined
}

/** The key that this tab signed in with. It is gone when the tab is closed. */
export function keptKey(): string | undefined {
  try {
    return window.sessionStorage.getItem(place) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps the key for this tab; undefined forgets it. Where storage is forbidden it lasts until the page is left. */
export function keepKey(key: string | undefined): void {
  try {
    if (key === undefined) window.sessionStorage.removeItem(place)
    else window.sessionStorage.setItem(place, key)
  } catch {
    // Nothing to be done: see above.
  }
}
