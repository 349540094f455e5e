import { parentPort, workerData } from 'node:worker_threads'
import { sphericalKMeans } from '@nunchi/kernel'
import type { KMeansTask } from '../app/tasks.ts'

const { points, ...options } = workerData as KMeansTask
const { centres, assigned } = sphericalKMeans(points, options)
parentPort!.postMessage({ centres, assigned }, [centres.buffer as ArrayBuffer, assigned.buffer as ArrayBuffer])
