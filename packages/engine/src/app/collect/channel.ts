import { type Channel, type Device, devices, type Referrer, referrers } from '../../domain/channel.ts'
import type { ReportedEvent } from '../report.ts'
import { isJson, type Json } from './read.ts'
import { invalid } from './rejection.ts'

const tablet = /ipad|tablet|playbook|silk|android(?!.*mobile)/i
const mobile = /mobi|iphone|ipod|android|windows phone/i
const searchHosts =
  /(^|\.)(google|bing|yahoo|duckduckgo|baidu|yandex|ecosia)\.|(^|\.)search\.(naver|daum)\.|(^|\.)zum\.com$/i
const socialHosts =
  /(^|\.)(facebook|instagram|twitter|x|t|youtube|tiktok|pinterest|reddit|threads|linkedin|kakao|kakaocorp|band)\.(com|net|co|us)$|(^|\.)(blog|cafe)\.(naver|daum)\.(com|net)$/i
const mailHosts = /(^|\.)(mail|outlook)\./i
const mailMedium = /mail|newsletter|kakao|push|sms/i
const adMedium = /cpc|cpm|ppc|paid|display|banner|^ads?$/i
const socialMedium = /social|sns/i

/**
 * What the context of a Segment call says of device and referrer, as classes. Of moving on within the shop, and of what
 * cannot be told, nothing. O(length of user agent and address).
 */
export function channelIn(context: unknown): Channel {
  if (!isJson(context)) return none
  const device = deviceIn(context)
  const referrer = referrerIn(context)
  if (device === undefined && referrer === undefined) return none
  return { ...(device ? { device } : {}), ...(referrer ? { referrer } : {}) }
}
const none: Channel = {}

/** What a plain event says itself. @throws Rejection for what is none of the classes */
export function channelOf(kind: string, { device, referrer }: Json): Channel {
  if (device === undefined && referrer === undefined) return none
  if (/^(order|shopper|personalisation|consent)\./.test(kind)) return none
  return {
    ...(device === undefined || device === null ? {} : { device: oneOf(devices, device, 'device') }),
    ...(referrer === undefined || referrer === null ? {} : { referrer: oneOf(referrers, referrer, 'referrer') }),
  }
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown, field: string): Name {
  return names.find((name) => name === value) ?? invalid(field, `is not one of: ${names.join(', ')}`)
}

/** Adds the channel to what somebody did; an order may come from a server, whose channel is not the shopper's. */
export function withChannel(event: ReportedEvent, channel: Channel): ReportedEvent {
  return event.kind.startsWith('order.') || channel === none ? event : { ...event, ...channel }
}

function deviceIn({ device, userAgent, app }: Json): Device | undefined {
  const type = isJson(device) ? String(device.type ?? '') : ''
  if (/^(ios|android)$/i.test(type) || (isJson(app) && app.name !== undefined)) return 'app'
  if (/^tablet$/i.test(type)) return 'tablet'
  if (/^(mobile|phone|smartphone)$/i.test(type)) return 'mobile'
  if (/^desktop$/i.test(type)) return 'desktop'
  if (typeof userAgent !== 'string' || userAgent === '') return undefined
  if (tablet.test(userAgent)) return 'tablet'
  return mobile.test(userAgent) ? 'mobile' : 'desktop'
}

function referrerIn({ campaign, page, referrer }: Json): Referrer | undefined {
  const medium = isJson(campaign) && typeof campaign.medium === 'string' ? campaign.medium : ''
  if (mailMedium.test(medium)) return 'mail'
  if (adMedium.test(medium)) return 'ad'
  if (socialMedium.test(medium)) return 'social'
  const at = isJson(page) ? page : {}
  const from = at.referrer ?? (isJson(referrer) ? referrer.url : undefined)
  if (from === '') return 'direct'
  const host = hostOf(from)
  if (host === undefined || host === hostOf(at.url)) return undefined
  if (searchHosts.test(host)) return 'search'
  if (socialHosts.test(host)) return 'social'
  return mailHosts.test(host) ? 'mail' : 'other'
}

function hostOf(address: unknown): string | undefined {
  return typeof address === 'string' ? /^https?:\/\/([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase() : undefined
}
