import type { Lang } from '@nunchi/ui'
import type { DemoPerson } from './config.ts'

/** What one of the demo's shoppers is called: a made-up name, and their number so that nobody takes it for a real one. */
export function personName({ user, name }: DemoPerson, lang: Lang): string {
  const number = /\d+$/.exec(user)?.[0] ?? user
  return lang === 'ko' ? `${name} (데모 ${number})` : `${name} (demo ${number})`
}
