import { parentPort, workerData } from 'node:worker_threads'
import { type MarketAsk, runPolicy } from './run-policy.ts'

const run = await runPolicy(workerData as MarketAsk, (day) => parentPort!.postMessage({ day }))
parentPort!.postMessage({ run })
