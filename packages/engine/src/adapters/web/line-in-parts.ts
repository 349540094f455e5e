import type { GeoPoint } from '@nunchi/kernel'
import { decodedPolyline } from '../../domain/polyline.ts'
import type { TableService } from './table-service.ts'

/** Asks for the line through some places; answers with its parts as polylines of six digits, in order, or undefined. */
type AskPart = (places: readonly GeoPoint[]) => Promise<readonly unknown[] | undefined>

/**
 * The line through any number of places, from a service that takes at most `most` of them at once. Where one part ends the next
 * begins: that point is there once. Requests one after the other.
 * @throws Refusal TRAVEL_SERVICE where an answer is no line
 */
export async function lineInParts(
  service: TableService,
  { points, most }: { readonly points: readonly GeoPoint[]; readonly most: number },
  askPart: AskPart,
): Promise<GeoPoint[]> {
  const line: GeoPoint[] = []
  for (let from = 0; from + 1 < points.length; from += most - 1) {
    const shapes = await askPart(points.slice(from, from + most))
    const parts = shapes?.map((shape) => (typeof shape === 'string' ? decodedPolyline(shape, 6) : undefined))
    if (!parts?.length) throw service.refusal('it drew no line')
    for (const part of parts) {
      if (!part?.length) throw service.refusal('it drew no line')
      for (const [lon, lat] of part) {
        const last = line.at(-1)
        if (last?.lat !== lat || last.lon !== lon) line.push({ lat, lon })
      }
    }
  }
  return line
}
