import { koreanFaults, koreanRefusals } from './korean-troubles.ts'
import type { Lang } from './language.tsx'

export type Trouble = {
  readonly title: string
  readonly detail?: string
  readonly remedy?: string
  readonly code: string
  readonly requestId?: string
}

/** What the client of the API throws: see `NunchiError` of the SDK. */
type Known = {
  readonly code: string
  readonly status?: number
  readonly message: string
  readonly remedy?: string
  readonly requestId?: string
}

const titles: Readonly<Record<string, string>> = {
  NETWORK: 'The server cannot be reached',
  TIMEOUT: 'The server did not answer in time',
  AUTH_UNKNOWN: 'The server does not know this key',
  AUTH_MISSING: 'A key is needed',
  AUTH_SCOPE: 'This needs a secret key',
  SHOPPER_UNKNOWN: 'Nothing is known of this shopper',
  PRODUCT_UNKNOWN: 'There is no such product',
  NO_DEMO: 'This server has no demo shop',
  INTERNAL: 'Something is broken on the server',
  RATE_LIMITED: 'Too many requests at once',
  IMPORT_BINARY: 'The file is no text',
  IMPORT_FILE: 'The file cannot be read',
  IMPORT_FORMAT: 'The format of the file is not known',
  IMPORT_MAP: 'The columns of the file do not fit',
  IMPORT_NOTHING_USABLE: 'No row of the file could be used',
  IMPORT_STOPPED: 'The import broke off',
  IMPORTS_FULL: 'There is no room for more files',
  IMPORTS_WAITING: 'Too many imports are waiting',
  MODEL_UNREADABLE: 'This version cannot be read',
  TRAINING_RUNNING: 'A training is under way already',
  KEY_UNKNOWN: 'There is no such key',
  STOPPING: 'The server is restarting',
  OVERLOADED: 'The server is busy',
}
/** What to do in a page, where the server's own words are for those who call it. */
const remedies: Readonly<Record<string, string>> = {
  NETWORK: 'Check that it runs and that you are online. What you entered is still here.',
  TIMEOUT: 'Try again in a moment.',
  STOPPING: 'Try again in a moment.',
  OVERLOADED: 'Try again in a moment.',
  NO_DEMO: 'Start it with "nunchi serve --demo", or "npm start".',
}
const unknown = { en: 'Something went wrong', ko: '문제가 생겼습니다' } as const

/** Words for any failure: of those that have a code in this language, and what the server says of others. */
export function troubleOf(error: unknown, lang: Lang): Trouble {
  const { code, message, remedy, requestId } = knownOf(error)
  const korean = lang === 'ko' ? koreanRefusals[code] : undefined
  if (korean) {
    const { says, hasDetail } = korean
    return { title: says, detail: hasDetail ? message : undefined, remedy: korean.remedy, code, requestId }
  }
  const ours = titles[code]
  return {
    title: (lang === 'en' && ours) || (code === 'UNKNOWN' ? unknown[lang] : message),
    detail: (lang === 'en' && ours) || code === 'UNKNOWN' ? message : undefined,
    remedy: remedies[code] ?? remedy,
    code,
    requestId,
  }
}

type Fault = { readonly code: string; readonly reason: string; readonly detail?: string; readonly remedy: string }

/** What is wrong with an event or a row, and what to do, in this language. */
export function faultWords({ code, reason, detail, remedy }: Fault, lang: Lang): { reason: string; remedy: string } {
  const korean = lang === 'ko' ? koreanFaults[code] : undefined
  if (!korean) return { reason: detail === undefined ? reason : `${reason}: ${detail}`, remedy }
  const told = korean.hasDetail ? (detail ?? reason) : detail
  return { reason: told === undefined ? korean.says : `${korean.says} (${told})`, remedy: korean.remedy ?? '' }
}

function knownOf(error: unknown): Known {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error as unknown as Known
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) }
}
