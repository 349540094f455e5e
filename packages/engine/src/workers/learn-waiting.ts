import { parentPort, workerData } from 'node:worker_threads'
import { learnWaiting, type WaitingLesson } from '../decide/deals/learn-waiting.ts'
import { waitingModelFile } from '../decide/deals/waiting-model.ts'

/** Learns buy-or-wait from the prices that it is started with, judges it, and posts the model as plain JSON with the reports. */
const { model, reports } = learnWaiting(workerData as WaitingLesson)
parentPort!.postMessage({ model: waitingModelFile(model), reports })
