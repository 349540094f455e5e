type Route = {
  readonly vehicle: string
  readonly stops: readonly { readonly delivery: string; readonly isFixed: boolean; readonly plannedAt: number }[]
}

/** Where a delivery is in a plan: its vehicle and its index; null where it is in no tour. */
export function placeIn(
  routes: readonly Route[],
  delivery: string,
): { readonly vehicle: string | null; readonly position?: number } {
  for (const { vehicle, stops } of routes) {
    const position = stops.findIndex((stop) => stop.delivery === delivery)
    if (position >= 0) return { vehicle, position }
  }
  return { vehicle: null }
}

/** The first index of a tour, without that delivery, at which something may still be put in: before it all is fixed. */
export function firstFree({ stops }: Route, delivery: string): number {
  const others = stops.filter((stop) => stop.delivery !== delivery)
  return others.map(({ isFixed }) => isFixed).lastIndexOf(true) + 1
}

/** The index among the other stops of a tour at which a stop at that time comes. */
export function positionAt(route: Route, delivery: string, at: number): number {
  const others = route.stops.filter((stop) => stop.delivery !== delivery)
  const found = others.findIndex(({ plannedAt }) => plannedAt > at)
  return Math.max(firstFree(route, delivery), found < 0 ? others.length : found)
}
