import { InvalidArgumentError } from 'commander'
import { currencyCodes, currencyNamed } from '../app/import/money.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { limits } from '../domain/limits.ts'

// Readers of command line options. What they refuse ends the command before anything is opened.

/** 0 is any free port. */
export function portOption(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('a port is a whole number from 0 to 65535.')
}

/** An empty host would be every network the machine is in: a variable of a script that was never set. */
export function hostOption(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('name an address: 127.0.0.1, or 0.0.0.0 for every network of this machine.')
}

/** Hosts, parted by commas, each with a port or without. */
export function hostsOption(text: string): readonly string[] {
  const hosts = text.split(',').map((host) => host.trim())
  if (hosts.every((host) => /^[^\s/@]+$/.test(host))) return hosts
  throw new InvalidArgumentError('name hosts without http://, parted by commas: feeds.intranet,10.0.0.7:8080.')
}

/** An empty folder name would be the folder in which the command happens to run. */
export function folderOption(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('name a folder.')
}

/** In capitals, however it was written: the digits of amounts are looked up by it. */
export function currencyOption(text: string): string {
  const code = currencyNamed(text)
  if (code !== undefined) return code
  throw new InvalidArgumentError(`It is no currency of ISO 4217; known are ${currencyCodes.join(', ')}.`)
}

/** What a list shows on a line of its own. */
export function nameOption(text: string): string {
  if (/^[^\p{Cc}]{1,100}$/u.test(text.trim())) return text.trim()
  throw new InvalidArgumentError('a name has 1 to 100 characters, on one line.')
}

/** A share of the pages. */
export function exploreOption(text: string): number {
  const share = Number(text)
  if (/^\d*\.?\d+$/.test(text) && share <= limits.exploreShareMax) return share
  throw new InvalidArgumentError(`a share of the pages is a number from 0 to ${limits.exploreShareMax}.`)
}

/** How likely something has to be. */
export function chanceOption(text: string): number {
  const chance = Number(text)
  if (/^\d*\.?\d+$/.test(text) && chance <= 1) return chance
  throw new InvalidArgumentError('a chance is a number from 0 to 1.')
}

/** Made-up events a second. */
export function paceOption(text: string): number {
  const pace = Number(text)
  if (/^\d*\.?\d+$/.test(text) && pace <= 50) return pace
  throw new InvalidArgumentError('a pace is a number of events a second, from 0 (still) to 50.')
}

/** Days between two trainings. */
export function trainOption(text: string): number {
  const days = Number(text)
  if (/^\d{1,2}$/.test(text) && days >= 1 && days <= 30) return days
  throw new InvalidArgumentError('a number of days is a whole number from 1 to 30.')
}

/** Hours after which a price that was held is believed. */
export function heldOption(text: string): number {
  const hours = Number(text)
  if (/^\d{1,3}$/.test(text) && hours <= 720) return hours
  throw new InvalidArgumentError('a number of hours is a whole number from 0 (never) to 720.')
}

/** From the start of one reading of a feed to the next. */
export function minutesOption(text: string): number {
  const minutes = Number(text)
  if (/^\d{1,5}$/.test(text) && minutes >= 5 && minutes <= 43_200) return minutes
  throw new InvalidArgumentError('a number of minutes is a whole number from 5 to 43200.')
}

/** The size of a file. */
export function gigabytesOption(text: string): number {
  const size = Number(text)
  if (/^\d*\.?\d+$/.test(text) && size >= 0.001 && size <= 1_000) return size
  throw new InvalidArgumentError('a size in gigabytes is a number from 0.001 to 1000.')
}

/** Policies that are not named get nothing. */
export function policiesOption(text: string): PolicyShares {
  const shares = { individual: 0, cluster: 0, popular: 0 }
  const named = new Set<string>()
  for (const part of text.split(',')) {
    const [name, share, ...more] = part.split('=')
    if (
      !name ||
      !Object.hasOwn(shares, name) ||
      named.has(name) ||
      more.length > 0 ||
      !/^\d*\.?\d+$/.test(share ?? '')
    ) {
      throw new InvalidArgumentError('write it as individual=0.8,cluster=0.1,popular=0.1, each policy once.')
    }
    named.add(name)
    shares[name as keyof typeof shares] = Number(share)
  }
  const sum = shares.individual + shares.cluster + shares.popular
  if (Math.abs(sum - 1) > 1e-6) throw new InvalidArgumentError(`the shares add up to ${sum}; they must add up to 1.`)
  return shares
}
