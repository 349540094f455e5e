import type { Metres } from './map-plane.ts'

const perRow = 2 ** 22

/**
 * Which points of a drawing have room for a number: in their order, each that is nowhere nearer than `apart` pixels to one that has it already.
 * It hangs on distances alone, so nothing changes while a map is pushed. O(points).
 */
export function withRoom(points: readonly Metres[], apart: number): readonly boolean[] {
  const taken = new Map<number, Metres>() // cells so small that each has one at most
  const cell = apart / Math.SQRT2
  return points.map((point) => {
    const [column, row] = [Math.floor(point.x / cell), Math.floor(point.y / cell)]
    for (let x = column - 2; x <= column + 2; x++)
      for (let y = row - 2; y <= row + 2; y++) {
        const other = taken.get(x * perRow + y)
        if (other && Math.hypot(other.x - point.x, other.y - point.y) < apart) return false
      }
    taken.set(column * perRow + row, point)
    return true
  })
}
