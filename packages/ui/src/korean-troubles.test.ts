import { expect, test } from 'vitest'
import { koreanFaults, koreanRefusals } from './korean-troubles.ts'

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

test('Korean words hold Korean, and name no option of the command line to somebody in a browser', () => {
  for (const { says, remedy } of [...Object.values(koreanRefusals), ...Object.values(koreanFaults)]) {
    expect(says).toMatch(/[가-힣]/)
    if (remedy !== undefined) expect(remedy).toMatch(/[가-힣]/)
    expect(`${says} ${remedy}`.replace('"nunchi serve --demo"', '')).not.toMatch(/(^|\s)--[a-z]/)
  }
})
