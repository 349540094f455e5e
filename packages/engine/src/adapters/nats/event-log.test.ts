import { afterAll, beforeAll, describe, test } from 'vitest'
import { eventLogContract } from '../../ports/event-log.contract.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { openNatsLog } from './event-log.ts'
import { NatsServer, noNatsServer } from './testing-server.ts'

if (noNatsServer) {
  console.warn(`nats event log: ${noNatsServer}`)
  test.skip(`nats event log (${noNatsServer})`)
}

describe.skipIf(noNatsServer)('nats', () => {
  let server: NatsServer
  let count = 0
  beforeAll(async () => {
    server = await NatsServer.start()
  })
  afterAll(() => server.remove())

  eventLogContract('nats', async () => {
    const name = `contract-${count++}`
    const url = server.url(name)
    let last: EventLog = await openNatsLog(url)
    return {
      log: last,
      reopen: async () => {
        await last.close()
        last = await openNatsLog(url)
        return last
      },
      files: async () => (await server.files()).filter((file) => file.includes(`_${name}/`)),
      close: () => last.close(),
    }
  })
})
