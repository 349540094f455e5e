import type { Taste } from '../../decide/rank/evidence.ts'
import type { TouchName } from '../../domain/touch.ts'
import { clearlyMore, type Facts, roundTimes, type Sentences } from './facts.ts'

const acts: Readonly<Record<TouchName, (what: string) => string>> = {
  search: (what) => `searched for ${what}`,
  view: (what) => `looked at ${what}`,
  click: (what) => `looked at ${what}`,
  dwell: (what) => `looked at ${what}`,
  wish: (what) => `put ${what} on your wish list`,
  unwish: (what) => `took ${what} off your wish list`,
  like: (what) => `liked ${what}`,
  dislike: (what) => `disliked ${what}`,
  share: (what) => `shared ${what}`,
  review: (what) => `reviewed ${what}`,
  cart: (what) => `put ${what} in your cart`,
  uncart: (what) => `took ${what} out of your cart`,
  checkout: (what) => `went to the checkout with ${what}`,
  order: (what) => `bought ${what}`,
  refund: (what) => `returned ${what}`,
}

const tastes: Readonly<Record<Taste, (tag: string) => string>> = {
  more: (tag) => `You like ${tag}`,
  less: (tag) => `You choose ${tag} less than others do`,
  against: (tag) => `You turn away from ${tag}`,
}

/** What they did and when: "bought “Monopoly” 3 days ago". */
function done({ act, title, daysAgo }: Facts, what = title === undefined ? 'one' : `“${title}”`): string {
  return `${acts[act ?? 'view'](act === 'search' && title === undefined ? 'it' : what)}${when(daysAgo)}`
}

function when(daysAgo: number | undefined): string {
  if (daysAgo === undefined) return ''
  return daysAgo === 0 ? ' less than a day ago' : daysAgo === 1 ? ' a day ago' : ` ${daysAgo} days ago`
}

function often(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`
}

/** A past product and what they did with it: "“Monopoly”, which you bought 3 days ago". */
function past(facts: Facts): string {
  return `“${facts.title}”, which you ${facts.act === undefined ? 'looked at or bought' : pastAct(facts)}`
}

/** "put in your cart 3 days ago": what was done stands before it. */
function pastAct(facts: Facts): string {
  return done(facts, '').replaceAll('  ', ' ').trim()
}

export const english: Sentences = {
  next: (facts) =>
    facts.title === undefined
      ? 'Often chosen after things that you looked at or bought.'
      : `Often chosen after ${past(facts)}.`,
  session: (facts) =>
    facts.title === undefined
      ? 'People whose visits and orders are like yours went on to this.'
      : `Chosen by people who also chose ${past(facts)}.`,
  again: ({ times, daysAgo }) => {
    if (times === undefined) return 'You have bought it before.'
    return times === 1
      ? `You bought it${when(daysAgo)}.`
      : `You have bought it ${often(times)}${daysAgo === undefined ? '' : `, last${when(daysAgo)}`}.`
  },
  new: () => 'You have not bought it before.',
  tags: (facts) => {
    const { tag, times, taste = 'more', act } = facts
    if (tag === undefined) return taste === 'more' ? 'It suits your interests.' : 'It is unlike what you choose.'
    const said = tastes[taste](tag)
    if (times === undefined || act === undefined) return `${said}.`
    return times === 1 ? `${said}: you ${done(facts)}.` : `${said}: ${times} acts so far; last you ${done(facts)}.`
  },
  unfinished: (facts) => {
    if (facts.act === undefined) return 'It caught your interest and you have not bought it yet.'
    return facts.times === undefined
      ? `You ${done(facts, 'it')} and have not bought it yet.`
      : `You ${done(facts, 'it')}.`
  },
  trend: ({ average, period }) => {
    if (average === undefined) return 'Many shoppers want it.'
    const time = period === 'season' ? 'this season' : 'right now'
    if (average <= 1) return `Fewer shoppers want it ${time} than the average product.`
    return average < clearlyMore
      ? `A few more shoppers want it ${time} than the average product.`
      : `Many shoppers want it ${time}: ${roundTimes(average)} times as many as the average product.`
  },
  cluster: () => 'Among what shoppers with tastes like yours buy most.',
  nothing: () => 'Nothing in particular speaks for it yet.',
  explore: ({ tag }) =>
    tag === undefined
      ? 'Shown by chance, to find out whether you like it.'
      : `You like ${tag}: shown by chance, to find out whether you like this as well.`,
  hidden: () => 'Not shown to you: you have hidden this product, its brand or its category.',
  unavailable: () => 'Not shown to anybody now: it cannot be bought.',
  countsFor: 'That counts for it here.',
  countsAgainst: 'That counts against it here.',
}
