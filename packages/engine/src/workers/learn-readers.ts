import { parentPort, workerData } from 'node:worker_threads'
import { type Lesson, learnFrom } from '../app/attributes/learn-readers.ts'
import { columnsOfTaught } from '../decide/attributes/taught-columns.ts'

/** Learns readers of attributes from lessons, and posts the columns of what they taught. */
parentPort!.postMessage(columnsOfTaught(learnFrom(workerData as readonly Lesson[])))
