import { useSearchParams } from 'wouter'

/** What of the page the address says, so that it can be sent to somebody. */
export type DispatchAddress = { readonly day?: string; readonly site?: string; readonly plan?: string }

/** Day, site and plan of the address, and how to change some of them. */
export function useDispatchAddress(): readonly [
  DispatchAddress,
  (changed: { readonly [Name in keyof DispatchAddress]?: string | undefined }) => void,
] {
  const [search, setSearch] = useSearchParams()
  const day = search.get('day')
  const address = {
    day: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(Date.parse(day)) ? day : undefined,
    site: search.get('site') ?? undefined,
    plan: search.get('plan') ?? undefined,
  }
  return [
    address,
    (changed) =>
      setSearch(
        (now) => {
          for (const [name, value] of Object.entries(changed)) {
            if (value === undefined) now.delete(name)
            else now.set(name, value)
          }
          return now
        },
        { replace: true },
      ),
  ]
}
