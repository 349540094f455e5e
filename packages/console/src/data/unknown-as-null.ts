/** Makes of "there is none" (404) an answer like others: null. Any other failure stays one. */
export function unknownAsNull(error: unknown): null {
  if (error instanceof Error && 'status' in error && error.status === 404) return null
  throw error
}
