import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { hashViews } from '../app/hash.ts'
import type { ProductId } from '../domain/units.ts'
import { productIdOf } from '../state/offers.ts'
import type { Views } from '../state/views.ts'
import { openShop } from './open-shop.ts'
import { type Running, start } from './testing-command.ts'

const rounds = Number(process.env.CRASH_ROUNDS ?? 2)
const rowsOfFeed = 300
const malls = ['ganada', 'marabas', 'sajaoha'] as const
const colors = ['블랙', '화이트', '네이비', '그레이'] as const
/** What an erased mall had added to these is gone from the log: they number what they know otherwise after a rebuild. */
const thinner = ['market', 'catalog', 'seen']

/** A folder, and a server on it that is killed and started again. */
class Served {
  readonly dir = mkdtempSync(join(tmpdir(), 'nunchi-crash-'))
  readonly random = new Random(4747)
  /** All names that malls were registered under: each is used once. */
  readonly names: string[] = []
  running: Running | undefined
  /** Requests that were answered. */
  answered = 0
  #address = ''
  #key = ''

  async start(): Promise<void> {
    this.running = start(['serve', '--data', this.dir, '--port', '0'])
    this.#address = await this.running.address()
    if (this.#key !== '') return
    await this.running.says(/written to/)
    this.#key = /nk_sec_\S+/.exec(readFileSync(join(this.dir, 'first-keys'), 'utf8'))![0]
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.running!.child.kill(signal)
    await this.running!.ended
  }

  async ask(method: string, path: string, body?: { readonly type: string; readonly text: string }): Promise<Response> {
    const answer = await fetch(this.#address + path, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, ...(body && { 'content-type': body.type }) },
      body: body?.text,
    })
    this.answered += 1
    return answer
  }

  /** Waits until so many more requests are answered, however busy the machine is. */
  async answers(count: number): Promise<void> {
    for (const end = this.answered + count; this.answered < end; ) await sleep(5)
  }

  async register(mall: string): Promise<void> {
    if ((await this.ask('GET', `/v1/malls/${mall}`)).status !== 404) return
    const name = `${mall}-name-${this.names.length}!`
    this.names.push(name)
    const text = JSON.stringify({ name, consent: { by: '김대표' } })
    await this.ask('PUT', `/v1/malls/${mall}`, { type: 'application/json', text })
  }

  /** Sends feeds, and erases malls where told, until the server is gone. */
  async load(mall: string, erases: boolean): Promise<void> {
    try {
      for (let turn = 0; ; turn++) {
        await this.register(mall)
        await this.send(mall)
        await sleep(this.random.below(250))
        if (erases && turn % 2 === 0) await this.ask('DELETE', `/v1/malls/${mall}`)
      }
    } catch {
      // killed
    }
  }

  async send(mall: string): Promise<void> {
    const feed = { type: 'text/csv', text: this.#feed(mall) }
    await (await this.ask('POST', `/v1/malls/${mall}/runs?name=${mall}.csv`, feed)).text()
  }

  /** Waits until no feed is under way. */
  async settled(): Promise<void> {
    for (const mall of malls)
      for (let isBusy = true; isBusy; await sleep(50)) {
        const answer = await this.ask('GET', `/v1/malls/${mall}/runs`)
        const { runs = [] } = (await answer.json()) as { runs?: { state: string }[] }
        isBusy = runs.some(({ state }) => ['waiting', 'fetching', 'comparing', 'applying'].includes(state))
      }
  }

  filesWith(text: string): string[] {
    const files = readdirSync(this.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text))
  }

  /** Offers that other malls have too, in words of this one; another time some cost something else, say something else, or lack. */
  #feed(mall: string): string {
    const lines = Array.from({ length: rowsOfFeed }, (_, n) => {
      if (this.random.below(20) === 0) return []
      const title = ['무르덴 러닝화', `MR-${100 + n}`, colors[n % 4], this.random.below(10) === 0 ? '특가' : mall]
      return [`${mall}${n},${title.join(' ')},${10_000 + n * 10 + this.random.below(3)},무르덴`]
    })
    return `id,title,price,brand\n${lines.flat().join('\n')}\n`
  }
}

/** What the views of the market say, whatever numbers they have for it inside. */
function toldBy({ market, catalog }: Views) {
  const { offers, texts, values, judgements } = market
  const known = Array.from({ length: offers.size }, (_, n) => n).filter((n) => offers.refOf(n).mall !== '')
  const products = Array.from({ length: offers.productCount }, (_, n) => productIdOf(n))
  return {
    malls: [market.malls.all(), market.malls.erasures, market.malls.scrubbed],
    offers: known.map((n) => {
      const said = { text: texts.of(n), values: values.of(n), corrected: [...judgements.correctionsOf(n)] }
      const where = { product: offers.productOf(n), position: offers.positions[n], isThere: offers.isThere(n) }
      return { ...offers.refOf(n), ...where, ...said, terms: offers.termsOf(n) }
    }),
    products: products.flatMap((id: ProductId) => catalog.product(catalog.find(id)) ?? []),
    counts: [offers.count, offers.productsThere, offers.productCount],
  }
}

test.each([
  ['applies feeds', false],
  ['applies feeds and erases malls', true],
] as const)(
  `kill -9 of a server that %s, ${rounds} times: what the log makes anew is what was there`,
  async (_, erases) => {
    const served = new Served()
    try {
      for (let round = 0; round < rounds; round++) {
        await served.start()
        const loads = malls.map((mall) => served.load(mall, erases))
        await served.answers(12 + served.random.below(16)) // by then a mall was erased at least
        await sleep(served.random.below(200))
        await served.end('SIGKILL')
        await Promise.all(loads)
      }
      await served.start()
      for (const mall of malls) await served.register(mall)
      await served.send(malls[0]) // the last that was done with each may have been to erase it
      await served.settled()
      await served.end('SIGTERM')
      const { shop, close } = await openShop({ data: served.dir })
      const rebuilt = await shop.rebuild()
      const [before, after] = [hashViews(shop.views), hashViews(rebuilt)]
      expect(toldBy(rebuilt)).toEqual(toldBy(shop.views))
      expect(shop.views.market.malls.erasures).toEqual([])
      const differing = Object.keys(after).filter((view) => before[view] !== after[view])
      expect(differing.filter((view) => !erases || !thinner.includes(view))).toEqual([])
      const current = shop.malls.list().map(({ mall }) => mall.name)
      expect(shop.malls.counts().offers).toBeGreaterThan(0)
      if (erases) expect(served.names.length).toBeGreaterThan(malls.length)
      await close()
      for (const name of served.names)
        if (!current.includes(name)) expect([name, served.filesWith(name)]).toEqual([name, []])
    } finally {
      served.running?.child.kill('SIGKILL')
      rmSync(served.dir, { recursive: true, force: true })
    }
  },
  180_000,
)
