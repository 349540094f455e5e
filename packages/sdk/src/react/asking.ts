/** What is known of an answer at one moment. */
export type AnswerState<Body> = {
  readonly data?: Body
  /** The answer before this one, to show what has changed. */
  readonly previous?: Body
  /** Why the latest attempt failed; `data` may be there still. A NunchiError, unless the fault is in this program. */
  readonly error?: unknown
  /** Nothing can be shown yet. */
  readonly isLoading: boolean
  /** Another answer is under way. */
  readonly isAsking: boolean
}

export type Ask<Body> = (signal: AbortSignal) => Promise<Body>

const resting = { isLoading: false, isAsking: false }

/**
 * One question that is asked again and again. Only the latest answer counts: those overtaken are cancelled, and dropped if
 * they come all the same.
 */
export class Asking<Body> {
  #state: AnswerState<Body>
  #stop: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  /** @param isAsked  whether a question follows at once, so that nobody sees an empty answer before */
  constructor({ isAsked }: { readonly isAsked: boolean }) {
    this.#state = { isLoading: isAsked, isAsking: isAsked }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly state = (): AnswerState<Body> => this.#state

  /** Nothing is asked, and nothing known. */
  rest(): void {
    this.cancel()
    this.#set(resting)
  }

  /** What is under way does not count any more. */
  cancel(): void {
    clearTimeout(this.#timer)
    this.#stop?.abort()
    this.#stop = undefined
  }

  /** Asks after a while, unless told otherwise by then. `forgets` what is known: it is about something else. */
  later(ask: Ask<Body>, { waitMs, forgets }: { readonly waitMs: number; readonly forgets: boolean }): void {
    this.cancel()
    const isEmpty = forgets || this.#state.data === undefined
    this.#set(isEmpty ? { isLoading: true, isAsking: true } : { ...this.#state, isAsking: true })
    if (waitMs === 0) void this.now(ask)
    else this.#timer = setTimeout(() => void this.now(ask), waitMs)
  }

  async now(ask: Ask<Body>): Promise<void> {
    this.cancel()
    const stop = new AbortController()
    this.#stop = stop
    const { data: before } = this.#state
    this.#set({ ...this.#state, isAsking: true, isLoading: before === undefined })
    try {
      const data = await ask(stop.signal)
      if (this.#stop === stop) this.#set({ data, previous: before, ...resting })
    } catch (error) {
      if (this.#stop === stop) this.#set({ ...this.#state, error, ...resting })
    }
  }

  /** Takes an answer that came by another way. */
  put(data: Body): void {
    this.cancel()
    this.#set({ data, previous: this.#state.data, ...resting })
  }

  #set(state: AnswerState<Body>): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
