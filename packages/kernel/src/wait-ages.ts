/** Where stretches of waiting begin, in days: narrow at first, each about a fifth of its age later. The last has no end. */
export const ageStarts: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 28, 33, 39, 46, 55, 65, 78, 92, 110, 130, 155, 185, 220, 260, 310,
  365, 440, 520, 620, 730,
]

/** The stretch of waiting that holds an age in days. */
export function stretchOf(ageDays: number): number {
  let low = 0
  let high = ageStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (ageStarts[middle]! <= ageDays) low = middle
    else high = middle - 1
  }
  return low
}
