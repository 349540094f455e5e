// npm test: installs what is missing, then formatter, linter, types and tests. The last line is "N passed, N failed".
// With arguments (npm test -- packages/engine/src/state) only the tests run, and the arguments go to vitest; for those in
// browser/ the pages are built first.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bin, checkNode, installIfNeeded, root } from './lib/house.mjs'

const testMinutesMax = 45

const checks = [
  { name: 'format and lint', script: bin('@biomejs/biome', 'bin/biome'), args: ['check', '.'] },
  { name: 'types', script: bin('typescript', 'bin/tsc'), args: ['-b'] },
  {
    name: 'types of the pure folders',
    script: bin('typescript', 'bin/tsc'),
    args: ['-p', 'packages/engine/tsconfig.pure.json'],
  },
  { name: 'build of the pages', script: join(root, 'tools', 'build.mjs'), args: [] }, // the tests in browser/ open them
]

/**
 * Runs one check and says how it went.
 *
 * @param {{ name: string, script: string, args: string[] }} check
 */
function passes({ name, script, args }) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  return status === 0
}

/**
 * Runs vitest. A run that broke before it could count, or did not end in time, is one failure more.
 *
 * @param {string[]} filters arguments for vitest
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'nunchi-test-'))
  const counts = join(folder, 'counts.json')
  const reporter = fileURLToPath(new URL('./lib/counting-reporter.ts', import.meta.url))
  const args = ['run', `--reporter=${reporter}`, ...filters]
  try {
    const { status, error } = spawnSync(process.execPath, [bin('vitest', 'vitest.mjs'), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NUNCHI_TEST_COUNTS: counts },
      timeout: testMinutesMax * 60_000,
      killSignal: 'SIGKILL', // a test that spins in a loop hears nothing milder
    })
    const counted = existsSync(counts)
      ? JSON.parse(readFileSync(counts, 'utf8'))
      : { passed: 0, failed: 0, skipped: 0, unfinished: [] }
    if (error) console.error(`The tests did not end within ${testMinutesMax} minutes: ${counted.unfinished.join(', ')}`)
    return { ...counted, failed: error ? counted.failed + 1 : Math.max(counted.failed, status === 0 ? 0 : 1) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

checkNode()
installIfNeeded()
const filters = process.argv.slice(2)
const wanted =
  filters.length === 0 ? checks : filters.some((filter) => filter.startsWith('browser')) ? checks.slice(-1) : []
const broken = wanted.filter((check) => !passes(check))
const tests = runTests(filters)
const passed = tests.passed + (wanted.length - broken.length)
const failed = tests.failed + broken.length
for (const { name } of broken) console.log(`FAILED ${name}`)
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
