import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Lang = 'ko' | 'en'
/** The words of one part of a page, in every language that there is. */
export type Words<Shape> = Readonly<Record<Lang, Shape>>

type Language = { readonly lang: Lang; readonly choose: (lang: Lang) => void }

const storageKey = 'nunchi.language'
const LanguageContext = createContext<Language>({ lang: 'en', choose: () => {} })

/** Keeps the language that was chosen; before that, the browser's: Korean, or else English. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  const language = useMemo<Language>(
    () => ({
      lang,
      choose: (chosen) => {
        setLang(chosen)
        keep(chosen)
      },
    }),
    [lang],
  )
  return <LanguageContext value={language}>{children}</LanguageContext>
}

/** The language that is spoken, and a way to choose another. */
export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** Of words in every language, those of the one that is spoken. */
export function useWords<Shape>(words: Words<Shape>): Shape {
  return words[useLanguage().lang]
}

/** `?lang=ko` of the address wins, so that a link can say it. */
function firstLanguage(): Lang {
  const asked = new URLSearchParams(window.location.search).get('lang')
  if (asked === 'ko' || asked === 'en') return asked
  try {
    const kept = window.localStorage.getItem(storageKey)
    if (kept === 'ko' || kept === 'en') return kept
  } catch {
    // Storage may be forbidden: the browser's language it is.
  }
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

function keep(lang: Lang): void {
  try {
    window.localStorage.setItem(storageKey, lang)
  } catch {
    // It then holds until the page is left.
  }
}
