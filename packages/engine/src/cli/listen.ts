import { Refusal } from '../domain/refusal.ts'
import type { Server } from '../http/server.ts'

type Where = { readonly port: number; readonly host: string }

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'stop the program that has this port, or take another with --port',
  EACCES: 'take a port from 1024 up with --port, or give the process the right to lower ones',
}
const otherHost =
  'give --host an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for every network it is in'

/** Opens the port. @throws Refusal LISTEN_FAILED @returns the address, "http://127.0.0.1:4747" */
export async function listen(server: Pick<Server, 'listen'>, { port, host }: Where): Promise<string> {
  try {
    return await server.listen({ port, host })
  } catch (error) {
    const { code, message: reason } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Refusal('LISTEN_FAILED', { host, port, reason, remedy: remedies[code] ?? otherHost })
  }
}
