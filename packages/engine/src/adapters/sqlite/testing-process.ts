import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A child process for tests: what it printed, and its end. */
export type TestProcess = {
  readonly pid: number
  readonly lines: readonly string[]
  /** Resolves with the first line that begins so; rejects when the process ends before. */
  line(start: string): Promise<string>
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone and all it printed has been read. */
  kill(): Promise<void>
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

export type ChildOptions = {
  /** Put before the command, as in 'ulimit -S -f 100;'. */
  readonly shell?: string
  /** What is run; the `testing-child.ts` of this folder when absent. */
  readonly script?: URL
}

/** Starts a script in a process of its own, with these arguments. */
export function startChild(args: readonly string[], { shell = '', script: url }: ChildOptions = {}): TestProcess {
  const script = fileURLToPath(url ?? new URL('./testing-child.ts', import.meta.url))
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm')
      .replace(/\.cjs$/, '.mjs'),
  ).href
  const command = [process.execPath, '--conditions=source', '--import', loader, script, ...args]
  const words = command.map((word) => `'${word}'`).join(' ')
  const child = spawn('/bin/sh', ['-c', `${shell} exec ${words}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  return watch(child)
}

function watch(child: ChildProcess): TestProcess {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const reader = createInterface({ input: child.stdout! })
  reader.on('line', (line) => {
    lines.push(line)
    wake()
  })
  const read = new Promise<void>((resolve) => reader.once('close', () => resolve()))
  let over = false
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  Promise.all([ended, read]).then(() => {
    over = true
    wake()
  })
  return {
    pid: child.pid!,
    lines,
    ended,
    async line(start) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(start))
        if (found !== undefined) return found
        if (over)
          throw new Error(`the process ended without printing "${start}"; it printed: ${lines.slice(-5).join(' | ')}`)
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await Promise.all([ended, read])
    },
  }
}
