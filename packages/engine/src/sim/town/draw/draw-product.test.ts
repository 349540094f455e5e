import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { epochMs } from '../../../domain/units.ts'
import type { Look } from '../catalogue.ts'
import { colors } from '../titles.ts'
import { kinds, lookOf, makeTown } from '../town.ts'
import { drawProduct } from './draw-product.ts'
import { finer, finerLook } from './finer.ts'
import { Paint } from './paint.ts'
import { silhouettes } from './silhouettes.ts'

const town = makeTown({ seed: 7, size: 'town', now: epochMs(Date.UTC(2026, 2, 1, 3)) })
const looks = town.products.map(lookOf)

/** Reads it as XML, which throws where it is none. @returns what the title says, and every element and attribute in order */
function read(svg: string): { title: string; names: string[] } {
  const parser = new SaxesParser()
  const names: string[] = []
  let title = ''
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    names.push(name)
    for (const [key, value] of Object.entries(attributes)) {
      names.push(`@${key}`)
      expect(String(value)).not.toMatch(/NaN|undefined|null/)
    }
  })
  parser.on('text', (text) => {
    title += text
  })
  parser.write(svg).close()
  return { title, names }
}

test('every product of a town has a picture below 2 KB that is XML, says its title, and refers to nothing elsewhere', () => {
  for (const look of looks) {
    const svg = drawProduct(look)
    expect(Buffer.byteLength(svg)).toBeLessThan(2_048)
    const { title, names } = read(svg)
    expect(title).toBe(look.title)
    expect(names[0]).toBe('svg')
    for (const name of ['script', 'text', 'image', '@href', '@onload', 'foreignObject'])
      expect(names).not.toContain(name)
  }
})

test('every silhouette is XML in every colour and print, and belongs to some product of a town', () => {
  expect(Object.keys(silhouettes).length).toBeGreaterThan(80)
  for (const draw of Object.values(silhouettes))
    for (const { ink } of colors)
      for (let pattern = 0; pattern < 6; pattern++) read(`<g>${draw(new Paint({ ink, pattern }))}</g>`)
  expect(new Set(looks.map((look) => finerLook(look).shape))).toEqual(new Set(Object.keys(silhouettes)))
})

test('words that ask for a finer silhouette are words of the kinds that have the shape', () => {
  for (const [shape, rows] of Object.entries(finer)) {
    const nouns = kinds.filter((kind) => kind.shape === shape).flatMap((kind) => kind.nouns)
    for (const [word] of rows)
      expect(
        nouns.some((noun) => noun.includes(word)),
        `${shape}: ${word}`,
      ).toBe(true)
  }
})

test('a brand or a material that sounds like a thing does not decide how something is drawn', () => {
  const look: Look = { shape: 'bottle', hue: 10, ink: '#d9c3a0', pattern: 0, seed: 1, title: '' }
  expect(finerLook({ ...look, title: '살결노트 진정 토너 500ml' }).shape).toBe('bottle')
  expect(finerLook({ ...look, shape: 'toy', title: '해님놀이 대형 플라스틱 블록' }).shape).toBe('toy')
  expect(finerLook({ ...look, shape: 'leaf', title: '바른밭 흙 당근 1kg' })).toEqual({
    shape: 'root',
    ink: '#e8803a',
    pattern: 0,
  })
})

test('the same look gives the same picture, and a title with signs of XML stays a title', () => {
  const look = { ...looks[0]!, title: '가 <script>alert("&")</script>' }
  expect(drawProduct(look)).toBe(drawProduct({ ...look }))
  expect(read(drawProduct(look)).title).toBe(look.title)
})
