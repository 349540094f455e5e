import { hash } from 'node:crypto'

/**
 * Stands for a device's id where the id itself must not be kept: one-way, so that no id can be had from it, and known
 * again only by who brings the id. That rests on ids that cannot be guessed; a login is no such id.
 */
export function fingerprintOf(device: string): string {
  return hash('sha256', `nunchi refusal of ${device}`, 'base64url').slice(0, 22)
}
