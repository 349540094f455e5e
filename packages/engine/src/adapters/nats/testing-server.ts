import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why tests that need a server are skipped; undefined where there is one. */
export const noNatsServer: string | undefined = spawnSync('nats-server', ['--version']).error
  ? 'skipped: no nats-server on this machine; apt-get install nats-server'
  : undefined

/** A real nats-server with JetStream on a free port of 127.0.0.1 and a store of its own. For tests. */
export class NatsServer {
  readonly port: number
  readonly store: string
  readonly #extraArgs: readonly string[]
  #process: ChildProcess | undefined

  constructor(port: number, store: string, extraArgs: readonly string[]) {
    this.port = port
    this.store = store
    this.#extraArgs = extraArgs
  }

  static async start(extraArgs: readonly string[] = []): Promise<NatsServer> {
    const store = await mkdtemp(join(tmpdir(), 'nunchi-nats-'))
    const server = new NatsServer(await freePort(), store, extraArgs)
    await server.resume()
    return server
  }

  /** Address of a log of this name. */
  url(name: string): string {
    return `nats://127.0.0.1:${this.port}/${name}`
  }

  /** Starts it, again on the same port and store; resolves when it takes connections. */
  async resume(): Promise<void> {
    const args = ['-a', '127.0.0.1', '-p', `${this.port}`, '-js', '-sd', this.store, ...this.#extraArgs]
    this.#process = spawn('nats-server', args, { stdio: 'ignore' })
    for (let tries = 0; tries < 400; tries++) {
      if (await answers(this.port)) return
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`nats-server did not start on port ${this.port}`)
  }

  /** Ends it without any warning, as kill -9 does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it in its tracks: connections stay open, take bytes, and nothing answers. */
  async freeze(): Promise<void> {
    this.#process?.kill('SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 50)) // its other threads stop a moment later
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  /** Every file of the store. */
  async files(): Promise<string[]> {
    const entries = await readdir(this.store, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  }

  /** Ends it and removes its store. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL')
    await rm(this.store, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#process
    this.#process = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const exited = once(running, 'exit')
    running.kill(signal)
    await exited
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('data', () => socket.destroy())
  })
}
