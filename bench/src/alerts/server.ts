import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, nunchiEntry, startChild } from '../serve/child.ts'

/** What a process took of the machine, as Linux tells it; NaN elsewhere. */
export type Taken = { readonly cpuSeconds: number; readonly residentMb: number; readonly mostResidentMb: number }

/** `nunchi serve` on a data folder, on a port of its own. */
export type Server = Child & { readonly port: number }

/** Ticks of the clock in which Linux counts time, by a fixed convention. */
const ticksPerSecond = 100
const kbPerMb = 1_000
const settleSecondsMax = 600
/** Of one core: timers of its own take less. */
const idleCores = 0.05

/** Starts the server as users run it. @param hosts of private networks that it may tell things to */
export async function startServer(
  dir: string,
  { hosts = [], profile }: { readonly hosts?: readonly string[]; readonly profile?: string } = {},
): Promise<Server> {
  const notify = hosts.length > 0 ? ['--notify-hosts', hosts.join(',')] : []
  const child = await startChild(nunchiEntry(), ['serve', '--data', dir, '--port', '0', ...notify], {
    until: /serves http:\/\/\S+:(\d+) /,
    nodeArgs: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  })
  return { ...child, port: Number(child.said[1]) }
}

/**
 * Waits until a server that started has nothing left to do on its own: it reads all offers to know which are of one product, in threads
 * of its own, and answers meanwhile. Gives up after ten minutes; returns at once where nobody says what a process takes.
 */
export async function untilIdle({ pid }: Pick<Server, 'pid'>): Promise<void> {
  for (let second = 0; second < settleSecondsMax; second++) {
    const { cpuSeconds } = takenBy(pid)
    await sleep(1_000)
    if (!(takenBy(pid).cpuSeconds - cpuSeconds > idleCores)) return
  }
}

/** What a process took so far. */
export function takenBy(pid: number): Taken {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / kbPerMb
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
    return { cpuSeconds, residentMb: mb('VmRSS'), mostResidentMb: mb('VmHWM') }
  } catch {
    return { cpuSeconds: Number.NaN, residentMb: Number.NaN, mostResidentMb: Number.NaN }
  }
}
