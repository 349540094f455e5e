import { afterEach } from 'vitest'

/**
 * For a contract suite: opens one more of what is tested, and closes all that a test opened when the test is over,
 * however it was left.
 */
export function closingAfterEach<UnderTest extends { readonly close: () => Promise<void> }>(
  open: () => Promise<UnderTest>,
): () => Promise<UnderTest> {
  let opened: UnderTest[] = []
  afterEach(async () => {
    const used = opened
    opened = []
    for (const underTest of used) await underTest.close()
  })
  return async () => {
    const underTest = await open()
    opened.push(underTest)
    return underTest
  }
}
