import { workerData } from 'node:worker_threads'
import type { LargeSolve } from '../app/routing/routing-desk.ts'
import { jsonOf } from '../http/json-text.ts'
import { readSolve } from '../http/routing/read-solve.ts'
import { readApart } from './read-apart.ts'

const { bytes, sentId } = workerData as LargeSolve

readApart(
  () => readSolve(jsonOf(bytes), sentId),
  ({ question }) => question.ask,
)
