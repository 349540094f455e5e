import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventLogContract } from '../../ports/event-log.contract.ts'
import { SqliteEventLog } from './event-log.ts'

eventLogContract('sqlite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-log-'))
  let log = await SqliteEventLog.open(dir)
  return {
    log,
    reopen: async () => {
      await log.close()
      log = await SqliteEventLog.open(dir)
      return log
    },
    files: async () => (await readdir(dir)).map((file) => join(dir, file)),
    close: async () => {
      await log.close()
      await rm(dir, { recursive: true })
    },
  }
})
