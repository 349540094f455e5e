import { parentPort, workerData } from 'node:worker_threads'
import { type KMeansTask, sphericalKMeans } from '@nunchi/kernel'

const { points, ...options } = workerData as KMeansTask
const { centres, assigned } = sphericalKMeans(points, options)
parentPort!.postMessage({ centres, assigned }, [centres.buffer as ArrayBuffer, assigned.buffer as ArrayBuffer])
