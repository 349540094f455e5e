import { describe, expect, test } from 'vitest'
import { describeViolation, repositoryFiles, repositoryRoot, tidy, tidyEach, tidyTogether } from './tidy.ts'

const engine = 'packages/engine/src'

/** The rules that one file breaks; the files beside it are there to be imported. */
function rulesBroken(path: string, text: string, beside: Readonly<Record<string, string>> = {}): string[] {
  return tidy({ ...beside, [path]: text })
    .filter((violation) => violation.path === path && violation.rule !== 'dead-file')
    .map((violation) => violation.rule)
}

describe('imports', () => {
  test.each([
    ['kernel', 'packages/kernel/src/sum.ts', `import { x } from '@nunchi/protocol'`],
    ['domain -> events', `${engine}/domain/a.ts`, `import { x } from '../events/b.ts'`],
    ['events -> state', `${engine}/events/a.ts`, `import type { X } from '../state/b.ts'`],
    ['state -> decide', `${engine}/state/a.ts`, `import { x } from '../decide/rank/b.ts'`],
    ['state -> app', `${engine}/state/a.ts`, `export { x } from '../app/b.ts'`],
    ['decide -> events at run time', `${engine}/decide/rank/a.ts`, `import { x } from '../../events/b.ts'`],
    ['ports -> adapters', `${engine}/ports/a.ts`, `import { x } from '../adapters/memory/b.ts'`],
    ['adapters -> app', `${engine}/adapters/sqlite/a.ts`, `import { x } from '../../app/b.ts'`],
    ['app -> adapters', `${engine}/app/a.ts`, `const x = await import('../adapters/memory/b.ts')`],
    ['http -> adapters', `${engine}/http/a.ts`, `import { x } from '../adapters/memory/b.ts'`],
    ['sim -> http', `${engine}/sim/a.ts`, `import { x } from '../http/b.ts'`],
    ['http -> sim', `${engine}/http/a.ts`, `import { x } from '../sim/b.ts'`],
    ['out of the package', 'bench/src/home/a.ts', `import { x } from '../../../packages/engine/src/index.ts'`],
    ['views know no siblings', `${engine}/state/a.ts`, `import { x } from './b.ts'`],
    ['decisions know no siblings', `${engine}/decide/home/a.ts`, `import { x } from '../rank/b.ts'`],
    ['a package in a pure folder', `${engine}/state/a.ts`, `import fastify from 'fastify'`],
    ['node: in a pure folder', `${engine}/decide/rank/a.ts`, `import { readFileSync } from 'node:fs'`],
    ['a builtin without node:', 'packages/kernel/src/a.ts', `import { createHash } from 'crypto'`],
    ['a helper of tests', `${engine}/app/a.ts`, `import { x } from './testing-shop.ts'`],
    ['an unknown folder', `${engine}/misc/a.ts`, `import { x } from '../domain/b.ts'`],
  ])('refuses %s', (_, path, text) => {
    expect(rulesBroken(path, text)).toEqual(['imports'])
  })

  test.each([
    [`${engine}/state/views.ts`, `import { x } from './profile.ts'`],
    [`${engine}/state/profile/fold.ts`, `import { x } from './table.ts'\nimport { y } from '@nunchi/kernel'`],
    [
      `${engine}/decide/rank/a.ts`,
      `import type { X } from '../../events/b.ts'\nimport type { D } from '../decision.ts'`,
    ],
    [`${engine}/workers/rebuild.ts`, `import { x } from '../adapters/sqlite/b.ts'\nimport { y } from '../ports/c.ts'`],
    [`${engine}/app/a.ts`, `import { x } from '../domain/b.ts'\nimport { readFile } from 'node:fs/promises'`],
    [`${engine}/state/a.test.ts`, `import { x } from './b.ts'\nimport { test } from 'vitest'`],
    [`${engine}/cli/a.ts`, `import { x } from '../adapters/sqlite/b.ts'\nimport { y } from '../http/c.ts'`],
    ['bench/src/home/a.ts', `import { x } from '@nunchi/engine'\nimport { y } from '../metrics.ts'`],
  ])('allows what the table allows: %s', (path, text) => {
    expect(rulesBroken(path, text)).toEqual([])
  })
})

describe('pure folders', () => {
  test.each([
    'const a = Date.now()',
    'const a = new Date()',
    'const a = Date()',
    'const a = Math.random()',
    'const a = performance.now()',
    'const a = process.env.HOME',
    'setTimeout(() => {}, 1)',
    'const a = fetch("http://127.0.0.1")',
    'console.log(1)',
    'const a = crypto.randomUUID()',
    'const a: Promise<void> | undefined = undefined',
    'const a = async () => 1',
  ])('refuse %s', (text) => {
    expect(rulesBroken(`${engine}/state/a.ts`, text)).toEqual(['pure'])
    expect(rulesBroken('packages/kernel/src/a.ts', text)).toEqual(['pure'])
    expect(rulesBroken(`${engine}/app/a.ts`, text)).toEqual([])
  })

  test('refuse await as well as async', () => {
    const text = '/** Waits. */\nexport async function a(b: unknown) { await b }'
    expect(rulesBroken(`${engine}/decide/rank/a.ts`, text)).toEqual(['pure', 'pure'])
  })

  test('allow moments handed in, and names that only look alike', () => {
    const text =
      'const day = (at: number) => new Date(at).getUTCDay()\nconst a = { process: 1, console: day }\na.process = 2'
    expect(rulesBroken(`${engine}/state/a.ts`, text)).toEqual([])
    expect(rulesBroken(`${engine}/state/a.ts`, 'const f = (process: number) => process + 1')).toEqual([])
  })
})

describe('form', () => {
  const lines = (count: number, text: string): string => Array.from({ length: count }, () => text).join('\n')

  test('refuses functions over 70 lines, and counts neither docstring nor the lines around', () => {
    const long = (inner: number): string => `/** A\n * b. */\nexport function f() {\n${lines(inner, '  g()')}\n}\n`
    expect(rulesBroken(`${engine}/app/a.ts`, long(68))).toEqual([])
    expect(rulesBroken(`${engine}/app/a.ts`, long(69))).toEqual(['function-size'])
    expect(rulesBroken(`${engine}/app/a.test.ts`, `describe('x', () => {\n${lines(99, "  test('y', f)")}\n})`)).toEqual(
      [],
    )
    expect(rulesBroken(`${engine}/app/a.test.ts`, `const f = () => {\n${lines(99, '  g()')}\n}`)).toEqual([
      'function-size',
    ])
  })

  test('refuses files over 400 lines unless they say that they are generated', () => {
    expect(rulesBroken(`${engine}/app/a.ts`, `${lines(400, 'g()')}\n`)).toEqual([])
    expect(rulesBroken(`${engine}/app/a.ts`, `${lines(401, 'g()')}\n`)).toEqual(['file-size'])
    expect(rulesBroken(`${engine}/app/a.ts`, `// Generated by tools.\n${lines(401, 'g()')}\n`)).toEqual([])
  })

  test.each(['const a = 1\nexport default a', 'export default class {}', 'const a = 1\nexport { a as default }'])(
    'refuses the default export in %s',
    (text) => {
      expect(rulesBroken(`${engine}/app/a.ts`, text)).toEqual(['default-export'])
      expect(rulesBroken('vitest.config.ts', text)).toEqual([])
    },
  )

  test.each(['TO' + 'DO', 'FIX' + 'ME'])('refuses a %s', (word) => {
    expect(rulesBroken(`${engine}/app/a.ts`, `g() // ${word}: later`)).toEqual(['leftover'])
  })

  test('refuses exported functions and classes without a docstring', () => {
    for (const text of ['export function f() {}', 'export class F {}', 'export const f = () => 1'])
      expect(rulesBroken(`${engine}/app/a.ts`, `// not a docstring\n${text}`)).toEqual(['docstring'])
    for (const text of ['/** Does. */\nexport function f() {}', 'function f() {}', 'export const a = 1'])
      expect(rulesBroken(`${engine}/app/a.ts`, text)).toEqual([])
  })
})

test('a file that nothing reaches is dead; imports, workers and test helpers are not', () => {
  const dead = tidy({
    [`${engine}/index.ts`]: `export { a } from './app/a.ts'`,
    [`${engine}/app/a.ts`]: `export const a = new URL('../workers/b.ts', import.meta.url)`,
    [`${engine}/workers/b.ts`]: `export const b = 1`,
    [`${engine}/app/c.ts`]: `export const c = 1`,
    [`${engine}/app/c.test.ts`]: `import { c } from './c.ts'\nimport { d } from './testing-d.ts'`,
    [`${engine}/app/testing-d.ts`]: `export const d = 1`,
    'packages/engine/bin/nunchi.mjs': `import '../dist/cli/main.js'`,
    [`${engine}/cli/main.ts`]: `new Worker(new URL(import.meta.url.endsWith('.ts') ? './e.ts' : './e.js', import.meta.url))`,
    [`${engine}/cli/e.ts`]: `export const e = 1; new URL(\`../workers/\${name}.worker.js\`, import.meta.url)`,
    [`${engine}/workers/f.worker.ts`]: `export const f = 1`,
    [`${engine}/workers/g.ts`]: `export const g = 1`,
  }).filter(({ rule }) => rule === 'dead-file')
  expect(dead.map(({ path }) => path)).toEqual([`${engine}/app/c.ts`, `${engine}/workers/g.ts`])
})

test('a dependency that only tests import, or nobody, has no place in a manifest', () => {
  const manifest = { dependencies: { fastify: '1', '@a/used': '1', '@a/unused': '1', oracle: '1' } }
  const dead = tidy({
    'packages/engine/package.json': JSON.stringify(manifest, null, 2),
    [`${engine}/index.ts`]: `import fastify from 'fastify'\nimport type { A } from '@a/used/part'`,
    [`${engine}/app/a.test.ts`]: `import oracle from 'oracle/sync'`,
    'bench/src/main.ts': `import unused from '@a/unused'`,
  }).filter(({ rule }) => rule === 'dead-dependency')
  expect(dead.map(({ line, reason }) => [line, reason])).toEqual([
    [5, 'nothing that ships imports @a/unused'],
    [6, 'nothing that ships imports oracle'],
  ])
})

describe('the repository is tidy', () => {
  const files = repositoryFiles(repositoryRoot)
  const parts = [...new Set(Object.keys(files).map(partOf))].sort()
  const checked = new Map<string, ReturnType<typeof tidyEach>>()
  const check = (part: string): ReturnType<typeof tidyEach> => {
    const own = Object.entries(files).filter(([path]) => partOf(path) === part)
    const known = checked.get(part) ?? tidyEach(Object.fromEntries(own))
    checked.set(part, known)
    return known
  }

  test.each(parts)('in %s', (part) => {
    expect(check(part).violations.map(describeViolation)).toEqual([])
  })

  test('and nothing in it is dead', () => {
    const sources = parts.flatMap((part) => check(part).sources)
    expect(tidyTogether(files, sources).map(describeViolation)).toEqual([])
  })
})

/** What is checked in one go: a folder of the engine, another package, or a folder of the root. */
function partOf(path: string): string {
  const folders = path.split('/').slice(0, -1)
  return folders.slice(0, folders[1] === 'engine' ? 4 : 2).join('/') || 'the root'
}
