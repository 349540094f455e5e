/** Seconds of processor time of this process, its compiler and its collector of garbage among them; it can be stopped. */
export class CpuClock {
  #begin = used()
  #stopped = 0

  get seconds(): number {
    return used() - this.#begin - this.#stopped
  }

  /** Does something that does not count. */
  without<Answer>(work: () => Answer): Answer {
    const before = used()
    try {
      return work()
    } finally {
      this.#stopped += used() - before
    }
  }
}

function used(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
