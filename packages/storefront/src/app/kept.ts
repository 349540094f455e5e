import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
/** What was read last, so that the same text gives the same object; and what could not be stored. */
const known = new Map<string, { readonly text: string | null; readonly value: unknown }>()

/** A value of this browser's storage; `fallback` when there is none, or one that cannot be read. */
export function readKept<Value>(key: string, fallback: Value): Value {
  const text = stored(key)
  const last = known.get(key)
  if (last && (last.text === text || text === undefined)) return last.value as Value
  const value = parsed(text, fallback)
  known.set(key, { text: text ?? null, value })
  return value
}

/** Keeps a value over reloads, and tells every component that shows it; where storage is forbidden, until the page is left. */
export function keep(key: string, value: unknown): void {
  const text = JSON.stringify(value)
  try {
    window.localStorage.setItem(key, text)
  } catch {
    // Forbidden or full: it then holds as long as the page.
  }
  const now = stored(key)
  known.set(key, { text: now === undefined ? text : now, value })
  for (const listener of listeners) listener()
}

/** A kept value and how to change it. Other tabs' changes show as well. `fallback` has to be the same object each time. */
export function useKept<Value>(key: string, fallback: Value): [Value, (value: Value) => void] {
  const value = useSyncExternalStore(listen, () => readKept(key, fallback))
  const change = useCallback((next: Value) => keep(key, next), [key])
  return [value, change]
}

/** Forgets what a person left in this browser; what the collector keeps under the same prefix is its own affair. */
export function forgetKept(prefix: string): void {
  for (const name of ['cart', 'wishes', 'orders', 'checkout']) {
    const key = `${prefix}${name}`
    known.delete(key)
    try {
      window.localStorage.removeItem(key)
    } catch {
      // Then nothing was stored either.
    }
  }
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function stored(key: string): string | null | undefined {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return undefined
  }
}

function parsed<Value>(text: string | null | undefined, fallback: Value): Value {
  try {
    return text ? (JSON.parse(text) as Value) : fallback
  } catch {
    return fallback
  }
}
