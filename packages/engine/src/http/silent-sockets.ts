import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Connections on which nobody has asked anything yet: browsers open some in advance. Node does not count them as idle, so a
 * stopping server would wait for them until it loses patience.
 * @returns what closes them
 */
export function silentSockets(server: Server): () => void {
  const silent = new Set<Socket>()
  server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return () => {
    for (const socket of silent) if (socket.bytesRead === 0) socket.destroy()
  }
}
