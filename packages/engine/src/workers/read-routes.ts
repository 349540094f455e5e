import { workerData } from 'node:worker_threads'
import { readQuestion } from '../decide/route/read-vroom.ts'
import { jsonOf } from '../http/json-text.ts'
import { readApart } from './read-apart.ts'

readApart(
  () => readQuestion(jsonOf(workerData as Uint8Array)),
  ({ ask }) => ask,
)
