import type { BrowserContext, Page } from 'playwright-core'

/** How much slower the pages' processor is than this one. */
const processorRate = 4
/** The longest that an answer is held back, in ms. */
const lateMsMax = 900

/**
 * The number that `NUNCHI_SLOW` says, if it says one: pages are then opened as on a slow telephone, with each answer of the
 * server late by a time of its own, so that they come in another order under each number. What jumps or races does so here.
 */
export const slowness: number | undefined = process.env.NUNCHI_SLOW ? Number(process.env.NUNCHI_SLOW) : undefined

/** Slows a page down, for all that it loads after this. @param seed  of the order in which answers come */
export async function slowDown(context: BrowserContext, page: Page, seed: number): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: processorRate })
  let state = seed
  const lateMs = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 32) * lateMsMax
  }
  await context.route('**/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, lateMs()))
    await route.continue().catch(() => undefined) // the page may have been left by then
  })
}
