// npm test: installs what is missing, then formatter, linter, types and tests. The last line is "N passed, N failed".
// With arguments (npm test -- packages/engine/src/state) only the tests run, and the arguments go to vitest; for those in
// browser/ the pages are built first.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bin, checkNode, installIfNeeded, root } from './lib/house.mjs'

const testMinutesMax = 45

/** The tests in browser/ open them. */
const pages = { name: 'build of the pages', script: join(root, 'tools', 'build.mjs'), args: ['pages'] }
/** In rows that run side by side, since each takes one processor: all types take as long as the rest together. */
const checks = [
  [{ name: 'types', script: bin('typescript', 'bin/tsc'), args: ['-b'] }],
  [
    { name: 'format and lint', script: bin('@biomejs/biome', 'bin/biome'), args: ['check', '.'] },
    {
      name: 'types of the pure folders',
      script: bin('typescript', 'bin/tsc'),
      args: ['-p', 'packages/engine/tsconfig.pure.json'],
    },
    pages,
  ],
]

/**
 * Runs checks one after the other, and says how each went.
 *
 * @param {{ name: string, script: string, args: string[] }[]} row
 * @returns {Promise<string[]>} those that failed
 */
async function failuresOf(row) {
  const failed = []
  for (const { name, script, args } of row) {
    const { status, said } = await run(script, args)
    process.stdout.write(said)
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
    if (status !== 0) failed.push(name)
  }
  return failed
}

/**
 * Runs a script to its end; what it says is kept together, as others talk meanwhile.
 *
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<{ status: number | null, said: string }>}
 */
function run(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({ status, said }))
  })
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
const wanted = filters.length === 0 ? checks : filters.some((filter) => filter.startsWith('browser')) ? [[pages]] : []
const broken = (await Promise.all(wanted.map(failuresOf))).flat()
const tests = runTests(filters)
const passed = tests.passed + (wanted.flat().length - broken.length)
const failed = tests.failed + broken.length
for (const name of broken) console.log(`FAILED ${name}`)
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
