import { existsSync, readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench, BenchOptions } from './bench.ts'
import { asJson, asText, circumstances } from './report.ts'

const usage = `npm run bench -- NAME [--data PATH] [--seed N] [--json] [the bench's own options]
npm run bench -- --list`

/** What the caller got wrong; said without a stack. */
class UsageError extends Error {}

/** The names of the benches: the folders beside this file that hold an index. */
function names(): string[] {
  return readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(address(entry.name)))
    .map((entry) => entry.name)
    .sort()
}

function address(name: string): URL {
  return new URL(`./${name}/index.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
}

async function load(name: string): Promise<Bench> {
  if (!names().includes(name)) throw new UsageError(`There is no bench ${name}; there are: ${names().join(', ')}.`)
  return ((await import(address(name).href)) as { bench: Bench }).bench
}

async function list(): Promise<void> {
  for (const name of names()) {
    const { says, reads, options, flags } = await load(name)
    console.log(`${name.padEnd(12)} ${says}`)
    if (reads) console.log(`${''.padEnd(12)}   --data PATH  ${reads}`)
    for (const [option, meaning] of Object.entries(options ?? {}))
      console.log(`${''.padEnd(12)}   --${option} VALUE  ${meaning}`)
    for (const [flag, meaning] of Object.entries(flags ?? {})) console.log(`${''.padEnd(12)}   --${flag}  ${meaning}`)
  }
}

/** Reads the options of one bench; its own ones are as known as the common ones. */
function optionsFor(bench: Bench, args: string[]): { options: BenchOptions; json: boolean } {
  const own = Object.keys(bench.options ?? {})
  const flags = Object.keys(bench.flags ?? {})
  const { values, positionals } = readArgs(args, own, flags)
  if (positionals.length > 0) throw new UsageError(`Unexpected ${positionals.join(' ')}.`)
  const { data, seed, json } = values
  if (bench.reads && typeof data !== 'string') throw new UsageError(`${bench.name} needs --data PATH: ${bench.reads}`)
  if (typeof data === 'string' && !existsSync(data)) throw new UsageError(`There is no file or folder ${data}.`)
  if (!Number.isSafeInteger(Number(seed))) throw new UsageError(`--seed ${seed} is not a whole number.`)
  const options: BenchOptions = {
    data: typeof data === 'string' ? data : '',
    seed: Number(seed),
    own: {
      ...Object.fromEntries(own.map((name) => [name, values[name] as string | undefined])),
      ...Object.fromEntries(flags.map((name) => [name, values[name] === true ? 'yes' : undefined])),
    },
    progress: (text) => process.stderr.write(`${text}\n`),
  }
  return { options, json: json === true }
}

function readArgs(args: string[], own: readonly string[], flags: readonly string[]): ReturnType<typeof parseArgs> {
  const text = { type: 'string' as const }
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(own.map((name) => [name, text])),
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const, default: false }])),
        data: text,
        seed: { ...text, default: '1' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function main(args: string[]): Promise<void> {
  const [name, ...rest] = args
  if (name === '--list') return list()
  if (name === undefined || name.startsWith('-')) throw new UsageError('Name a bench.')
  const bench = await load(name)
  const { options, json } = optionsFor(bench, rest)
  const where = circumstances(name)
  const result = await bench.run(options)
  console.log(asText(where, result))
  if (json) console.log(asJson(where, result))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
