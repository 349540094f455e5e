import type { ChartColor } from './series.ts'

/** The shade of a colour that is told apart from the ground of the scheme. */
export function cssColor(color: ChartColor, isDark: boolean): string {
  return `var(--mantine-color-${color}-${isDark ? 4 : color === 'orange' ? 8 : 7})`
}

/** What a variable of the page stands for, as the canvas wants it. */
export function resolved(variable: string): string {
  const name = /var\((--[\w-]+)\)/.exec(variable)?.[1] ?? variable
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
