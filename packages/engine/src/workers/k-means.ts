import { parentPort, workerData } from 'node:worker_threads'
import { sphericalKMeans } from '@nunchi/kernel'

/** What the thread is started with: the points and the options of `sphericalKMeans`. */
export type KMeansTask = {
  readonly points: Float32Array
  readonly dims: number
  readonly k: number
  readonly seed: number
  readonly iterationsMax: number
}

const { points, ...options } = workerData as KMeansTask
const { centres, assigned } = sphericalKMeans(points, options)
parentPort!.postMessage({ centres, assigned }, [centres.buffer as ArrayBuffer, assigned.buffer as ArrayBuffer])
