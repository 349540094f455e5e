import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { readRoutes } from '../decide/route/read-routes.ts'

// Who asks for a page goes first. On Linux this is the priority of the thread; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(5)

// A mark of the order of bytes before it is passed over.
const decoder = new TextDecoder('utf-8', { fatal: true })
const read = readRoutes(() => decoder.decode(workerData as Uint8Array))
const profiles = 'ask' in read ? read.ask.profiles : []
const matrices = profiles.flatMap(({ durations, distances, costs }) => [durations, distances, costs])
parentPort!.postMessage(read, [...new Set(matrices.flatMap((one) => (one ? [one.buffer as ArrayBuffer] : [])))])
