import { parentPort, workerData } from 'node:worker_threads'

import { columnsOfTaught } from '../decide/attributes/taught-columns.ts'
import { type ReaderLessons, teachReaders } from '../decide/attributes/teach-readers.ts'

/** Learns readers of attributes from lessons, and posts the columns of what they taught. */
parentPort!.postMessage(columnsOfTaught(teachReaders(workerData as ReaderLessons)))
