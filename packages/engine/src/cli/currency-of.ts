const timeoutMs = 5_000

/**
 * The currency of the shop that a server runs, for a file whose amounts name none. Undefined when the server does not say: what is
 * wrong with it is told by the import itself, which asks it next.
 */
export async function currencyOfServer({ url, key }: { url: string; key: string }): Promise<string | undefined> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/v1/status`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = (await response.json()) as { currency?: { code?: unknown } }
    return typeof body.currency?.code === 'string' ? body.currency.code : undefined
  } catch {
    return undefined
  }
}
