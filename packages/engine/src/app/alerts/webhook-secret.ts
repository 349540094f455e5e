import { randomBytes } from 'node:crypto'

/** A secret for one receiver, as Standard Webhooks writes them. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
