import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'

/** How the next append goes wrong: nothing is stored, or all of it is and the answer is lost. */
export type Fault = 'refused' | 'answer-lost'

/** A log in memory whose next append can be made to fail. */
export class FaultyLog extends MemoryEventLog {
  next: Fault | undefined

  override async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    const fault = this.next
    this.next = undefined
    if (fault === 'refused') throw new Refusal('LOG_UNAVAILABLE', { reason: 'the audit unplugged the disk' })
    const length = await super.append(events, expectedLength)
    if (fault === 'answer-lost') throw new Refusal('LOG_UNAVAILABLE', { reason: 'the audit cut the cable' })
    return length
  }
}
