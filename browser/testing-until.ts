/** Waits until it is so, outside of a test: where one is made ready. @throws Error after so many ms */
export async function until(is: () => Promise<boolean>, untilMs = 30_000): Promise<void> {
  const end = Date.now() + untilMs
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`not so within ${untilMs} ms: ${is}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
