import { constants } from 'node:os'
import { exits, reportEnd } from './exit.ts'

/**
 * Signals so soon after the first are the same wish: a terminal tells the whole group of processes, and npm or a shell
 * passes on what it was told.
 */
const sameWishMs = 1_000

/** Ends the process gracefully when it is told to stop (Ctrl-C, kill, a closed terminal), and at once when told again. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now()
      if (askedAt !== undefined && now - askedAt < sameWishMs) return
      if (askedAt !== undefined) {
        console.error(
          'Told to stop once more: ending at once. Nothing acknowledged is lost; the next start takes longer.',
        )
        process.exit(128 + constants.signals[signal])
      }
      askedAt = now
      console.log('Stopping: answering what is under way, writing a snapshot. A second signal ends at once.')
      stop().then(
        () => process.exit(exits.done),
        (error) => process.exit(reportEnd(error)),
      )
    })
  }
}
