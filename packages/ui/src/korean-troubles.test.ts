import { expect, test } from 'vitest'
import { englishRefusals, englishRowRemedies } from './english-troubles.ts'
import { koreanFaults } from './korean-faults.ts'
import { koreanSentences } from './korean-sentences.ts'
import { koreanRefusals } from './korean-troubles.ts'
import { troubleOf } from './trouble.ts'

const files = import.meta.glob<string>('../../../docs/errors.md', { query: '?raw', import: 'default', eager: true })
const text = Object.values(files)[0] ?? ''

/** The codes of a section of docs/errors.md, which is made from the server's own lists. */
function codesOf(...sections: readonly string[]): string[] {
  return sections.flatMap((section) => {
    const part = text.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
    const codes = [...part.matchAll(/^\| ([A-Z_]+) \|/gm)].map(([, code]) => code)
    expect(codes.length, section).toBeGreaterThan(3)
    return codes
  })
}

/** Codes that the pages give themselves. */
const own = ['NETWORK', 'TIMEOUT', 'ANSWER_UNREADABLE', 'NO_DEMO']

test('every code that the server answers with has Korean words, and no other has', () => {
  expect(Object.keys(koreanRefusals).sort()).toEqual([...codesOf('Refusals'), ...own].sort())
})

test('so has everything that can be wrong with an event or a row', () => {
  const codes = codesOf('Rejected events', 'Rejected rows of files', 'Warnings')
  expect(Object.keys(koreanFaults).sort()).toEqual(codes.sort())
})

/** The sentences of docs/errors.md as the server fills them in. */
function sentences(): string[] {
  const part = text.split('\n## Reasons\n')[1] ?? ''
  const said = [...part.matchAll(/^\| (?:event|row|file|message) \| (.+) \|$/gm)].map(([, form = '']) => form)
  expect(said.length).toBeGreaterThan(100)
  return [...new Set(said.map((form) => form.replace(/`(\w+)`/g, '{$1}')))] // one may be said of two
}

test('every sentence on an event, a row, a file or a message has Korean words that name what it names, and no other has', () => {
  const values = ['catalog', 'orders', 'events'] // stand within sentences
  expect(Object.keys(koreanSentences).sort()).toEqual([...sentences(), ...values].sort())
  for (const [english, korean] of Object.entries(koreanSentences)) {
    expect(korean).toMatch(/[가-힣]/)
    for (const [name] of korean.matchAll(/\{\w+\}/g)) expect(english, korean).toContain(name)
  }
})

test('what is particular to this one time is told from the details of the answer, and nothing else has gaps', () => {
  for (const code of codesOf('Refusals')) {
    const carried = [...rowOf(code).matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, 'a value'])
    const error = Object.assign(new Error('as the server says'), { code, details: Object.fromEntries(carried) })
    for (const lang of ['ko', 'en'] as const) {
      const { title, detail, detailLang, remedy } = troubleOf(error, lang)
      expect([title, detail, remedy].join(' '), `${code} in ${lang}`).not.toMatch(/[{}]/)
      if (lang === 'ko') expect(detailLang, `${code}: its details lack what is told`).toBe('ko')
    }
  }
  for (const { says, remedy = '' } of Object.values(koreanFaults)) expect(says + remedy).not.toMatch(/[{}]/)
})

test('words that the server did not give all details for are left to the server', () => {
  for (const [code, { tells = '' }] of Object.entries(koreanRefusals)) {
    const error = Object.assign(new Error('as the server says'), { code })
    if (tells.includes('{')) expect(troubleOf(error, 'ko').detail, code).toBe('as the server says')
  }
})

/** What docs/errors.md says of a refusal. */
const rowOf = (code: string): string => new RegExp(`^\\| ${code} \\| \\d+ \\| (.*)$`, 'm').exec(text)?.[1] ?? ''
/** A command or an option of the command line. */
const commandLine = /(^|[\s(])--[a-z]|nunchi [a-z]/

test('a page names no command line to somebody in a browser, in English either', () => {
  for (const code of codesOf('Refusals')) {
    const english = Object.hasOwn(englishRefusals, code) ? englishRefusals[code] : undefined
    const shown = [english?.title, english?.tells ?? rowOf(code), english?.remedy].join(' ')
    expect(shown, code).not.toMatch(commandLine)
  }
  for (const remedy of Object.values(englishRowRemedies)) expect(remedy).not.toMatch(commandLine)
})

test('Korean words hold Korean, and name no option of the command line to somebody in a browser', () => {
  for (const { says, remedy } of [...Object.values(koreanRefusals), ...Object.values(koreanFaults)]) {
    expect(says).toMatch(/[가-힣]/)
    if (remedy !== undefined) expect(remedy).toMatch(/[가-힣]/)
    expect(`${says} ${remedy}`).not.toMatch(commandLine)
  }
})
