/** Whether the server refused the key itself, rather than what was asked. */
export function isRefusedKey(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'AUTH_UNKNOWN' || code === 'AUTH_MISSING' || code === 'AUTH_SCOPE'
}
