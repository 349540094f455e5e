/**
 * What a message says of device and origin: a class of device, and hosts; never a whole address, which may hold anything.
 * The server keeps classes of these only.
 */
export function channelOfPage(): Record<string, unknown> | undefined {
  if (typeof document === 'undefined') return undefined
  const agent = navigator.userAgent
  const type = /ipad|tablet|android(?!.*mobile)/i.test(agent) ? 'tablet' : /mobi/i.test(agent) ? 'mobile' : 'desktop'
  const medium = new URLSearchParams(location.search).get('utm_medium')
  return {
    device: { type },
    page: { url: location.origin, referrer: originOf(document.referrer) },
    ...(medium ? { campaign: { medium } } : {}),
  }
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}
