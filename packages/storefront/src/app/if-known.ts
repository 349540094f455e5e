/** An answer about a person; `fallback` for somebody of whom the server has not heard yet, which is no failure. */
export function ifKnown<Answer>(answer: Promise<Answer>, fallback: Answer): Promise<Answer> {
  return answer.catch((error: unknown) => {
    if ((error as { readonly code?: string }).code === 'SHOPPER_UNKNOWN') return fallback
    throw error
  })
}
