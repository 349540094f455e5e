import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { DurableFiles } from '../../ports/durable-files.ts'
import type { Fault } from './item.ts'

const jobFile = 'job.json'
const nameLengthMax = 80

export type RejectedRow = Fault & { readonly line: number }

/** What is kept of a file that somebody sent, or that was fetched. */
export type KeptJob = {
  readonly id: string
  readonly createdAt: number
  /** The file's name, for people. */
  readonly ask: { readonly name: string }
}
type Named = Pick<KeptJob, 'id' | 'ask'>

/** An id that nobody can guess, and by which newer ones come later. */
export function newJobId(now: number): string {
  return `${now.toString(36)}-${randomBytes(4).toString('hex')}`
}

/**
 * The folder of files that are worked on: a folder for each job with what is known of it, the file until it is through, its checkpoint and
 * the rejected rows. "Forget me" does not look in here, so nothing that names a person outlives the file.
 */
export class JobFolder<Job extends KeptJob> {
  readonly #dir: string
  readonly #files: DurableFiles

  constructor(dir: string, files: DurableFiles) {
    this.#dir = dir
    this.#files = files
  }

  /** Reads the jobs of earlier starts, oldest first, and clears away uploads that never came to their end. */
  async open(): Promise<Job[]> {
    const made = await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    if (made !== undefined) await this.#files.syncFolder(dirname(made))
    const jobs: Job[] = []
    for (const id of await readdir(this.#dir)) {
      const job = await readFile(join(this.#dir, id, jobFile), 'utf8').then(jobIn<Job>, () => undefined)
      if (job?.id === id) jobs.push(job)
      else await this.remove(id)
    }
    return jobs.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  fileOf({ id, ask }: Named): string {
    const plain = ask.name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '_')
    // After a word of ours: a name may be '..', or that of a file which lies here too.
    return join(this.#dir, id, `file-${plain.slice(-nameLengthMax)}`)
  }

  checkpointOf({ id }: Pick<Job, 'id'>): string {
    return join(this.#dir, id, 'checkpoint.json')
  }

  rejectsOf({ id }: Pick<Job, 'id'>): string {
    return join(this.#dir, id, 'rejected.jsonl')
  }

  /**
   * Writes what is sent into the job's file, as it comes. It outlives a power cut once `write` has kept the job beside it.
   * @param admit  told of the bytes of each piece before it is written; throws to refuse the file
   * @throws Refusal IMPORT_FILE, and what `admit` throws: nothing is left then
   */
  async receive(job: Named, body: Readable, admit: (bytes: number) => void): Promise<void> {
    const path = this.fileOf(job)
    try {
      await this.#make(job)
      const file = await open(path, 'wx', 0o600)
      const counted = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          admit(chunk.length)
          yield chunk
        }
      }
      await pipeline(body, counted, file.createWriteStream({ flush: true }))
      await this.#files.syncFolder(this.#dir) // the job's folder is new in there
    } catch (error) {
      await this.remove(job.id)
      throw error instanceof Refusal ? error : notTaken(job.ask.name, error)
    }
  }

  /** Makes the folder of a job whose file is still to be fetched. */
  async begin(job: Job): Promise<void> {
    await this.#make(job)
    await this.#files.syncFolder(this.#dir)
    await this.write(job)
  }

  async #make({ id }: Named): Promise<void> {
    await mkdir(join(this.#dir, id), { mode: 0o700 })
  }

  /** Keeps what is known of a job, in one step, also through a power cut; and with it the name of its file. */
  async write(job: Job): Promise<void> {
    await this.#files.write(join(this.#dir, job.id, jobFile), JSON.stringify(job))
  }

  /** Lets go of the file and its checkpoint; what is known of the job and the rejected rows stay. */
  async dropFile(job: Job): Promise<void> {
    await rm(this.fileOf(job), { force: true })
    await rm(this.checkpointOf(job), { force: true })
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#dir, id), { recursive: true, force: true })
  }

  /** The rejected rows so far, in the order of the file. */
  async *rejects(job: Pick<Job, 'id'>): AsyncGenerator<RejectedRow, void, undefined> {
    const path = this.rejectsOf(job)
    if (!existsSync(path)) return
    const input = createReadStream(path)
    try {
      for await (const line of createInterface({ input })) {
        if (line.endsWith('}')) yield JSON.parse(line) as RejectedRow // the last one may be half written
      }
    } finally {
      input.destroy()
    }
  }
}

function jobIn<Job>(text: string): Job | undefined {
  try {
    return JSON.parse(text) as Job
  } catch {
    return undefined
  }
}

function notTaken(file: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reason =
    code === 'ENOSPC'
      ? 'the disk of the data folder is full; make room and send it again'
      : code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET'
        ? 'the connection ended before the file did; send it again'
        : messageOf(error)
  return new Refusal('IMPORT_FILE', { file, reason })
}
