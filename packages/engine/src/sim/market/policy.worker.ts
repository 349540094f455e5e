import { parentPort, workerData } from 'node:worker_threads'
import { type MarketAsk, runPolicy } from './run-policy.ts'

const tell = (message: object): void => parentPort!.postMessage(message)
void runPolicy(workerData as MarketAsk, (day) => tell({ day })).then((run) => tell({ run }))
