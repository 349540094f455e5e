import { Command } from 'commander'
import type { RankerVersion } from '../app/rankers.ts'
import type { TrainingProgress } from '../app/training.ts'
import type { OpenedShop } from './open-shop.ts'
import { type ShopFlags, withData, withShop } from './with-shop.ts'

const lineEveryMs = 2_000

/** The command `ranker`: trains, lists and chooses rankers of a data folder that no server is using. */
export function rankerCommand(): Command {
  const ranker = new Command('ranker').description(
    'train and choose what orders pages, in a data folder (of a running server: /v1/ranker)',
  )
  withData(
    ranker.command('train').description('learn a ranker from the log; it comes into use if it is better'),
  ).action((flags: ShopFlags) => withShop(flags, train))
  withData(ranker.command('list').description('list the versions, newest first')).action((flags: ShopFlags) =>
    withShop(flags, list),
  )
  withData(ranker.command('use <version>').description('let a version order pages')).action(
    (version: string, flags: ShopFlags) =>
      withShop(flags, async ({ shop }) => {
        await shop.rankers.choose(version)
        console.log(`${version} orders pages from now on.`)
      }),
  )
  withData(ranker.command('off').description('let the blend order pages alone')).action((flags: ShopFlags) =>
    withShop(flags, async ({ shop }) => {
      await shop.rankers.choose(undefined)
      console.log('The blend orders pages alone from now on.')
    }),
  )
  return ranker
}

async function train({ shop }: OpenedShop): Promise<void> {
  shop.rankers.train()
  const timer = setInterval(() => {
    const { progress } = shop.rankers.state.training ?? {}
    if (progress) console.error(wordsOf(progress))
  }, lineEveryMs)
  await shop.rankers.settled().finally(() => clearInterval(timer))
  const { end, version, reason } = shop.rankers.state.last!
  const found = (await shop.rankers.versions()).find((one) => one.version === version)
  if (found) console.log(lineOf(found))
  console.log(`Ended: ${end}${reason === undefined ? '' : `, ${reason}`}.`)
  if (end === 'failed') process.exitCode = 1
}

async function list({ shop }: OpenedShop): Promise<void> {
  const versions = await shop.rankers.versions()
  for (const one of versions) console.log(lineOf(one))
  if (versions.length === 0) console.log('There is no version yet; nunchi ranker train makes one.')
}

/** How far a training is, in words. */
export function wordsOf(progress: TrainingProgress): string {
  return progress.stage === 'reading'
    ? `${progress.events} of ${progress.total} events read`
    : `${progress.act}: ${progress.trees} trees of at most ${progress.treesMax}`
}

/** A version on one line; a star marks the one in use. */
export function lineOf({ version, isInUse, ...facts }: RankerVersion): string {
  if (facts.unreadable !== undefined) return `${isInUse ? '*' : ' '} ${version}  unreadable: ${facts.unreadable}`
  const { basedOn, moments, check } = facts
  const figure = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(4))
  const { blend, current, ranker } = check.ndcg
  return [
    `${isInUse ? '*' : ' '} ${version}`,
    `${basedOn} events`,
    `${moments} moments`,
    `NDCG@20 ${figure(ranker)} (blend ${figure(blend)}, before ${figure(current)})`,
  ].join('  ')
}
