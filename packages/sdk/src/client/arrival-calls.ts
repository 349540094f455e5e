import type { ArrivalsBody, Person } from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { readStates, type StreamOptions } from './stream.ts'

/** What is on its way to a shopper. Who names nobody means the client's `person`. */
export function arrivalCalls(asker: Asker) {
  return {
    arrivals: (person?: Person, options?: CallOptions) =>
      asker.json<ArrivalsBody>({ path: '/v1/arrivals', query: asker.about(person) }, options),
    /** The same whenever it changes, at once to begin with; goes on by itself after lost connections. */
    arrivalStream: (person?: Person, options?: Omit<StreamOptions, 'onGap'>) =>
      readStates<ArrivalsBody>(asker, { path: '/v1/arrivals/stream', query: () => asker.about(person) }, options),
  }
}
export type ArrivalCalls = ReturnType<typeof arrivalCalls>
