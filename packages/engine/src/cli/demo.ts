import colors from 'picocolors'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { EpochMs } from '../domain/units.ts'
import { fill, fillingOf, firstDay } from '../sim/life/fill.ts'
import { LiveTown } from '../sim/life/live-town.ts'
import { drawProduct } from '../sim/town/draw/draw-product.ts'
import { lookOf, makeTown, type Town, type TownSize } from '../sim/town/town.ts'
import type { OpenedShop } from './open-shop.ts'

/** One seed for all demos, so that what is written about one is true of all. */
export const demoSeed = 4747
/** Its people are dealt out, so that the console has policies to compare. Visitors of the shop page name theirs. */
export const demoShares: PolicyShares = { individual: 0.8, cluster: 0.1, popular: 0.1 }
const daysFilled = 30
/** Before these only prices: a quarter and a month are what charts and buy-or-wait look back on. */
const pricesFilled = 120
const lineEveryMs = 2_000

/** The town that a demo shows, as of the day on which its past begins. */
export function demoTown(now: EpochMs, size: TownSize = 'town'): Town {
  return makeTown({ seed: demoSeed, size, now, day: firstDay(now, daysFilled) })
}

/**
 * Fills an empty data folder with the past of the town, and goes on where a fill was interrupted. Says how far it is.
 * @throws Refusal DATA_NOT_DEMO when there is something else in the folder
 */
export async function fillWithDemo({ shop }: OpenedShop, town: Town, dir: string): Promise<void> {
  const filling = fillingOf(shop, town)
  if (filling === 'other') throw new Refusal('DATA_NOT_DEMO', { dir })
  if (filling === 'done') return
  const { products, shoppers } = town
  const what = `${products.length} products, ${shoppers.length} shoppers, ${daysFilled} days, and what prices were in the ${pricesFilled} before them`
  console.log(
    `${filling === 'begun' ? 'Going on to fill' : 'Filling'} ${dir} with a made-up town (demo data): ${what}.`,
  )
  let saidAt = performance.now()
  await fill(shop, town, {
    days: daysFilled,
    priceDays: pricesFilled,
    onDay: (done, of) => {
      if (performance.now() - saidAt < lineEveryMs) return
      saidAt = performance.now()
      console.log(`  ${done} of ${of} days`)
    },
  })
}

/** @throws Refusal DATA_IS_DEMO when the folder holds the made-up town: own data never goes beside it */
export function refuseDemoData({ shop }: OpenedShop, dir: string): void {
  const filling = fillingOf(shop, demoTown(shop.now()))
  if (filling === 'done' || filling === 'begun') throw new Refusal('DATA_IS_DEMO', { dir })
}

/** The pictures of the town's products, drawn when they are asked for; browsers keep them. */
export function pictures({ products }: Town): (product: string) => string | undefined {
  const numbers = new Map<string, number>(products.map(({ product, number }) => [product.id, number]))
  return (product) => {
    const number = numbers.get(product)
    return number === undefined ? undefined : drawProduct(lookOf(products[number]!))
  }
}

/** Lets the town go on living beside the server. */
export function startLife(
  { shop }: OpenedShop,
  { town, pace, warn }: { readonly town: Town; readonly pace: number; readonly warn: (reason: string) => void },
): LiveTown {
  const life = new LiveTown({ shop, town, pace, tell: warn })
  life.start()
  if (pace > 0)
    console.log(
      colors.dim(`  The town lives: about ${pace} made-up events a second (demo data); --demo-pace 0 keeps it still.`),
    )
  return life
}
