import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { RouteAsk } from '../decide/route/ask.ts'
import { type GivenPlan, givenPlan } from '../decide/route/start-plan.ts'
import { routeTask } from '../decide/route/task.ts'
import { type Said, said } from '../domain/said.ts'

// Who asks for a page goes first. On Linux this is the priority of the thread; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(5)

const planned: Said<GivenPlan> = said(() => givenPlan(routeTask(workerData as RouteAsk)))
parentPort!.postMessage(planned)
