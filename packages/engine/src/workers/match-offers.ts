import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { parseMatcher } from '@nunchi/kernel'
import { learnedFile, type MatcherRequest, type MatcherStart } from '../decide/match/match-messages.ts'
import type { Placement } from '../decide/match/placement.ts'
import { shippedMatcher } from '../decide/match/shipped-matcher.ts'
import { MatchLine } from './match-line.ts'
import { type ReaderPorts, TitleReader } from './title-reader.ts'

/** What the thread starts with; `both`: the reader is in it as well. */
type Start = MatcherStart & { readonly reader: MessagePort; readonly both?: ReaderPorts }

const { model, reader, both } = workerData as Start
const manySellers = new Set<string>()
if (both) new TitleReader(both)
const line = new MatchLine(reader, shippedMatcher(), { manySellers })
line.matcher.use(model && parseMatcher(model))

/** A failure ends the thread, as nobody knows what was changed before it: whoever started it starts anew. */
parentPort!.on('message', async (asked: { readonly id: number; readonly request: MatcherRequest }) => {
  parentPort!.postMessage({ id: asked.id, result: await answer(asked.request) })
})

async function answer(request: MatcherRequest): Promise<unknown> {
  const { matcher } = line
  switch (request.do) {
    case 'place':
      return place(request.block)
    case 'putBack':
      return line.run(request.block, (begun, alike, i) => matcher.finishBack(begun, alike, request.products[i]!))
    case 'numberFrom':
      return line.between(() => matcher.numberFrom(request.count))
    case 'sellers':
      return line.between(() => {
        if (request.areMany) manySellers.add(request.mall)
        else manySellers.delete(request.mall)
      })
    case 'withdraw':
      return line.between(() => request.offers.flatMap((offer) => matcher.withdraw(offer)))
    case 'forgetMall':
      return line.between(() => {
        manySellers.delete(request.mall)
        return matcher.forgetMall(request.mall)
      })
    case 'judge':
      return line.between(() => matcher.judge(request.one, request.other, request.verdict))
    case 'reviews':
      return line.between(() => {
        const reviews = matcher.reviews(request.count) // drops what is settled, so that the others can be counted
        return { waiting: matcher.waiting, reviews }
      })
    case 'use':
      return line.between(() => matcher.use(request.model && parseMatcher(request.model)))
    case 'learn':
      return line.between(async () => {
        const { offers, titles } = matcher.drawForLessons(request.ask)
        const learned = matcher.learnFrom(request.ask, { drawn: offers, alike: await line.alike(titles) })
        return learned && learnedFile(learned)
      })
  }
}

/** The placements of a block, as JSON text. */
async function place(block: number): Promise<string> {
  const placed: Pick<Placement, 'product' | 'by' | 'moved'>[] = []
  await line.run(block, (begun, alike) => {
    const { product, by, moved } = line.matcher.finish(begun, alike)
    placed.push({ product, by, moved })
  })
  return JSON.stringify(placed)
}
