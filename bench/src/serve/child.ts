import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const isSource = import.meta.url.endsWith('.ts')

/** A Node process of our own, for what has to be measured apart from the bench. */
export type Child = {
  readonly pid: number
  /** What the first line that was waited for matched. */
  readonly said: RegExpExecArray
  /** Asks it to end (SIGTERM) and waits until it has. @throws when it ends with another code than 0 */
  stop(): Promise<void>
  /** Ends it as a crash would (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>
}

/** The address of an entry beside the caller: the TypeScript source in development, the built file otherwise. */
export function entryOf(name: string, base: string): string {
  return fileURLToPath(new URL(isSource ? name : name.replace(/\.ts$/, '.js'), base))
}

/** The nunchi command of the engine that this bench is built against. */
export function nunchiEntry(): string {
  const index = import.meta.resolve('@nunchi/engine')
  return fileURLToPath(new URL(isSource ? './cli/main.ts' : '../bin/nunchi.mjs', index))
}

/**
 * Starts a script in a Node of its own and waits until it prints what `until` matches.
 * @throws when it ends before that, with what it printed
 */
export async function startChild(
  script: string,
  args: readonly string[],
  { until, nodeArgs = [] }: { readonly until: RegExp; readonly nodeArgs?: readonly string[] },
): Promise<Child> {
  const source = isSource ? ['--conditions=source', '--import', import.meta.resolve('tsx')] : []
  const child = spawn(process.execPath, [...nodeArgs, ...source, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said = await firstMatch(child, until, exited)
  const stop = async () => {
    child.kill('SIGTERM')
    const code = await exited
    if (code !== 0 && code !== null) throw new Error(`${script} ended with code ${code}`)
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { pid: child.pid ?? -1, said, stop, kill }
}

/** Runs a script to its end. @returns what it printed as JSON in its last line */
export async function runChild<Answer>(
  script: string,
  args: readonly string[],
  { nodeArgs = [] }: { readonly nodeArgs?: readonly string[] } = {},
): Promise<Answer> {
  const { said, stop } = await startChild(script, args, { until: /^ANSWER (.*)$/m, nodeArgs })
  await stop()
  return JSON.parse(said[1]) as Answer
}

/** Prints the answer that `runChild` waits for. */
export function answerParent(answer: unknown): void {
  process.stdout.write(`ANSWER ${JSON.stringify(answer)}\n`)
}

function firstMatch(child: ChildProcess, until: RegExp, exited: Promise<number | null>): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const take = (chunk: Buffer) => {
      printed += chunk
      const match = until.exec(printed)
      if (!match) return
      child.stdout?.off('data', take).resume()
      resolve(match)
    }
    child.stdout?.on('data', take)
    exited.then((code) => reject(new Error(`${child.spawnargs.join(' ')} ended with code ${code}: ${printed}`)))
  })
}
