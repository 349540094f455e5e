/** How a tour is told apart: by colour, by dashes, and by its number. */
export type TourLook = {
  readonly number: number
  readonly color: string
  readonly onColor: string
  readonly dash: readonly number[]
}

/** Colours that people with any sort of colour vision tell apart (Okabe and Ito 2008), for a light and a dark ground. */
const light = ['#0067a5', '#b84300', '#007a5a', '#a8478a', '#6b5b00', '#5b3fa8', '#a3262f', '#3d4852']
const dark = ['#6cb8f0', '#ff9a52', '#3fd0a4', '#f29ad0', '#f0e442', '#b9a5ff', '#ff8f8f', '#c5cdd5']
/** When all colours are used once, lines are dashed: 8 colours in 3 kinds of line are 24 tours before two look alike. */
const dashes = [[], [10, 5], [2, 5]]

/** The look of the tour at a place in the plan, from 0. */
export function lookOf(index: number, isDark: boolean): TourLook {
  const colors = isDark ? dark : light
  return {
    number: index + 1,
    color: colors[index % colors.length]!,
    onColor: isDark ? '#101113' : '#ffffff',
    dash: dashes[Math.floor(index / colors.length) % dashes.length]!,
  }
}
