import { createTheme, type MantineThemeOverride } from '@mantine/core'

/** Fonts that systems bring, with good Hangul first: nothing is fetched. */
const fontFamily =
  'Pretendard, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'

/** One look for shop and console, in light and dark. Shades are chosen so that text on them has contrast 4.5 and more. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily,
  headings: { fontFamily, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})
