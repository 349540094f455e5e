import { englishRefusals, englishRowRemedies } from './english-troubles.ts'
import { koreanFaults } from './korean-faults.ts'
import { koreanRefusals } from './korean-troubles.ts'
import type { Lang } from './language.tsx'
import { allInKorean, filled, inKorean } from './sentence.ts'

export type Trouble = {
  readonly title: string
  readonly detail?: string
  /** Of the detail: English where it is in the server's own words. */
  readonly detailLang: Lang
  readonly remedy?: string
  readonly code: string
  readonly requestId?: string
}

/** What the client of the API throws: see `NunchiError` of the SDK. */
type Known = {
  readonly code: string
  readonly status?: number
  readonly message: string
  readonly details?: Readonly<Record<string, string | number>>
  readonly remedy?: string
  readonly requestId?: string
}

const unknown = { en: 'Something went wrong', ko: '문제가 생겼습니다' } as const

/** Words for any failure: of those that have a code in this language, and what the server says of others. */
export function troubleOf(error: unknown, lang: Lang): Trouble {
  const known = knownOf(error)
  const { code, message, remedy, requestId } = known
  const words = lang === 'ko' ? inKoreanOf(known) : inEnglishOf(known)
  if (words) return { ...words, code, requestId }
  if (code !== 'UNKNOWN') return { title: message, detail: undefined, detailLang: 'en', remedy, code, requestId }
  return { title: unknown[lang], detail: message, detailLang: 'en', remedy, code, requestId }
}

type Told = Pick<Trouble, 'title' | 'detail' | 'detailLang' | 'remedy'>

function inKoreanOf({ code, message, details = {} }: Known): Told | undefined {
  const korean = Object.hasOwn(koreanRefusals, code) ? koreanRefusals[code] : undefined
  if (!korean) return undefined
  const { says: title, tells, remedy } = korean
  if (tells === undefined) return { title, detailLang: 'ko', remedy }
  const detail = filled(tells, allInKorean(details))
  return { title, detail: detail ?? message, detailLang: detail === undefined ? 'en' : 'ko', remedy }
}

function inEnglishOf({ code, message, details = {}, remedy }: Known): Told | undefined {
  const english = Object.hasOwn(englishRefusals, code) ? englishRefusals[code] : undefined
  if (!english) return undefined
  const { title, tells } = english
  const detail = tells === undefined ? message : (filled(tells, details) ?? message)
  return { title, detail: detail || undefined, detailLang: 'en', remedy: english.remedy ?? remedy }
}

type Fault = { readonly code: string; readonly reason: string; readonly detail?: string; readonly remedy: string }

/** What is wrong with an event or a row, and what to do, in this language: by its sentence, else by its code. */
export function faultWords({ code, reason, detail, remedy }: Fault, lang: Lang): { reason: string; remedy: string } {
  if (lang === 'en')
    return {
      reason: detail === undefined ? reason : `${reason}: ${detail}`,
      remedy: Object.hasOwn(englishRowRemedies, code) ? englishRowRemedies[code]! : remedy,
    }
  const korean = Object.hasOwn(koreanFaults, code) ? koreanFaults[code] : undefined
  const says = inKorean(reason) ?? korean?.says ?? reason
  const told = detail === undefined ? says : `${says} (${inKorean(detail) ?? detail})`
  return { reason: told, remedy: korean ? (korean.remedy ?? '') : remedy }
}

/** A note of the server on rows that it counted: in Korean where it is one of its sentences, else as it is. */
export function noteWords(note: string, lang: Lang): string {
  return lang === 'ko' ? (inKorean(note) ?? note) : note
}

function knownOf(error: unknown): Known {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error as unknown as Known
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) }
}
