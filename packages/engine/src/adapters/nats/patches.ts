import type { Frame } from './frame.ts'
import type { Stored, Stream } from './stream.ts'

/**
 * What stands where erased messages stood: JetStream cannot rewrite a message, so the rewritten one is kept in a stream
 * beside the log, on a subject that ends in the message's sequence. The newest one on the subject counts.
 */
export class Patches {
  readonly #stream: Stream
  readonly #subject: string

  constructor(stream: Stream, subject: string) {
    this.#stream = stream
    this.#subject = subject
  }

  /** The message that stands at this sequence of the log now; undefined where nothing was rewritten. */
  async load(sequence: number): Promise<Stored | undefined> {
    const patch = await this.#stream.last(this.#subjectOf(sequence))
    return patch && { ...patch, sequence }
  }

  /** As `load`, and the patch's own sequence, which `store` wants to see; 0 where there is none. */
  async loadForChange(sequence: number): Promise<{ readonly patch: Stored | undefined; readonly revision: number }> {
    const patch = await this.#stream.last(this.#subjectOf(sequence))
    return { patch: patch && { ...patch, sequence }, revision: patch?.sequence ?? 0 }
  }

  /** Keeps the rewritten message; 'moved' when somebody else has changed the patch since `revision`. */
  async store(frame: Frame, body: string, at: { readonly sequence: number; readonly revision: number }) {
    const subject = this.#subjectOf(at.sequence)
    return await this.#stream.publish({ subject, frame, body, expected: { lastOfSubject: at.revision } })
  }

  /** Destroys all patches of this sequence but the newest: they hold what was erased later. */
  async destroyOld(sequence: number): Promise<void> {
    const subject = this.#subjectOf(sequence)
    const newest = await this.#stream.last(subject)
    if (!newest) return
    for (let after = 1; ; ) {
      const oldest = await this.#stream.next(after, subject)
      if (!oldest || oldest.sequence >= newest.sequence) return
      await this.#stream.destroy(oldest.sequence)
      after = oldest.sequence + 1
    }
  }

  #subjectOf(sequence: number): string {
    return `${this.#subject}.${sequence}`
  }
}
