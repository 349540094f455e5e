import { ActionIcon, Button, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { type Lang, useLanguage, useWords } from './language.tsx'

const words = {
  en: { language: 'Language', dark: 'Use dark colours', light: 'Use light colours' },
  ko: { language: '언어', dark: '어두운 화면', light: '밝은 화면' },
}

/** Korean or English. */
export function LanguageSwitch() {
  const { lang, choose } = useLanguage()
  const say = useWords(words)
  return (
    <SegmentedControl
      size="xs"
      aria-label={say.language}
      value={lang}
      onChange={(value) => choose(value as Lang)}
      data={[
        { value: 'ko', label: '한국어' },
        { value: 'en', label: 'English' },
      ]}
    />
  )
}

/** The other language, as one small button: where there is no room for both. */
export function LanguageButton() {
  const { lang, choose } = useLanguage()
  const other = lang === 'ko' ? 'en' : 'ko'
  return (
    <Button size="sm" px="xs" h={34} variant="default" lang={other} onClick={() => choose(other)}>
      {other === 'en' ? 'English' : '한국어'}
    </Button>
  )
}

/** Light or dark. */
export function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const say = useWords(words)
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={isDark ? say.light : say.dark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  )
}
