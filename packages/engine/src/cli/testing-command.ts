import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { afterEach, vi } from 'vitest'
import { reportEnd } from './exit.ts'

/** As it is built: tools/lib/testing-commands.ts builds it before the tests. */
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** The real command as a process of its own, for tests. */
export class Running {
  readonly child: ChildProcess
  /** What it said so far on standard output and standard error. */
  out = ''
  err = ''
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  #isOver = false
  #news: () => void = () => {}

  constructor(child: ChildProcess) {
    this.child = child
    child.stdout?.on('data', (chunk) => {
      this.out += chunk
      this.#news()
    })
    child.stderr?.on('data', (chunk) => {
      this.err += chunk
      this.#news()
    })
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.#isOver = true
        this.#news()
        resolve(code ?? signal!)
      })
    })
  }

  /** Waits until it has said something of this form. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(`${this.out}${this.err}`)
      if (found) return found
      if (this.#isOver) throw new Error(`it ended without saying ${pattern}: ${this.out}${this.err}`)
      await new Promise<void>((resolve) => {
        this.#news = resolve
      })
    }
  }

  /** Where `serve` listens. */
  async address(): Promise<string> {
    return (await this.says(/serves (http:\S+) /))[1]!
  }
}

/** Starts the command, without colours wherever the tests run; `env` is added to the environment. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const { FORCE_COLOR: _, ...ours } = process.env
  return new Running(
    spawn(process.execPath, [main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...ours, NO_COLOR: '1', ...env },
    }),
  )
}

/** Runs the command to its end. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const running = start(args, env)
  const code = await running.ended
  return { code, out: running.out, err: running.err }
}

/**
 * Runs a command to its end in this process, as main.ts does in one of its own, without the second that a start takes.
 * Signals cannot be tried so, nor a reader that goes away.
 */
export async function runHere(command: Command, args: readonly string[]) {
  const said = { out: '', err: '' }
  const hear = (to: 'out' | 'err') => {
    const write = (chunk: unknown, ...more: unknown[]) => {
      said[to] += chunk
      const done = more.at(-1)
      if (typeof done === 'function') done()
      return true
    }
    const stream = to === 'out' ? process.stdout : process.stderr
    return [
      vi.spyOn(console, to === 'out' ? 'log' : 'error').mockImplementation((text) => void write(`${text}\n`)),
      vi.spyOn(stream, 'write').mockImplementation(write),
    ]
  }
  const spies = [...hear('out'), ...hear('err')]
  const before = process.exitCode
  process.exitCode = undefined
  try {
    for (const one of [command, ...command.commands]) one.exitOverride()
    await command.parseAsync([...args], { from: 'user' })
    return { code: Number(process.exitCode ?? 0), ...said }
  } catch (error) {
    return { code: reportEnd(error), ...said }
  } finally {
    process.exitCode = before
    for (const spy of spies) spy.mockRestore()
  }
}

/** A folder for the tests of a file, removed after each; gives a new path in it for every name. */
export function scratch(): (name: string) => string {
  let dir: string | undefined
  afterEach(() => {
    if (dir) rmSync(dir, { recursive: true, force: true })
    dir = undefined
  })
  return (name) => {
    dir ??= mkdtempSync(join(tmpdir(), 'nunchi-cli-'))
    return join(dir, name)
  }
}

/** Writes files into such a folder, and gives their paths. */
export function writer(path: (name: string) => string): (name: string, content: string | Buffer) => string {
  return (name, content) => {
    const file = path(name)
    writeFileSync(file, content)
    return file
  }
}

/** The cells of CSV that needs no quotes, line by line. */
export function cellsOf(csv: string): string[][] {
  const lines = csv.replace('\ufeff', '').trim().split('\r\n')
  return lines.map((line) => line.split(','))
}
