import { expect, test } from 'vitest'
import { toBins } from './binned-matrix.ts'
import { Forest } from './forest.ts'
import { forestFile, parseForest } from './forest-file.ts'
import { madeUpTable } from './testing-tables.ts'
import { trainTrees } from './train.ts'
import { addTree } from './tree.ts'

const data = madeUpTable(1500, 8)
const { forest } = trainTrees({ objective: { kind: 'logistic' }, data, options: { trees: 30, leafRowsMin: 3 } })

test('the flat forest answers what a walk down each tree answers, for any number of rows, seen values or not', () => {
  const odd = madeUpTable(1501, 9)
  odd.values.set([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1e9, -1e9, 0, 77, Number.NEGATIVE_INFINITY, 0, 0, 12])
  for (const rows of [1, 2, 3, 4, 5, 1501]) {
    const scores = new Float64Array(rows)
    forest.predict(odd.values, rows, scores)
    const matrix = toBins(odd.values.subarray(0, rows * 4), forest.parts.features)
    const slow = new Float64Array(rows).fill(forest.parts.start)
    const list = Uint32Array.from(slow.keys())
    for (const tree of forest.parts.trees) addTree(tree, matrix, { list, start: 0, end: rows }, slow)
    expect(scores).toEqual(slow)
  }
})

test('only edges that are asked about are kept', () => {
  for (const [column, { edges, kind }] of forest.parts.features.entries()) {
    const asked = new Set(
      forest.parts.trees.flatMap((tree) => [...tree.bin].filter((_, node) => tree.feature[node] === column)),
    )
    if (kind === 'number') for (let edge = 0; edge < edges.length; edge++) expect(asked).toContain(edge)
  }
})

test('a model file gives back the same model', () => {
  const text = JSON.stringify(forestFile(forest))
  const read = parseForest(JSON.parse(text), data.features)
  const [scores, again] = [new Float64Array(1500), new Float64Array(1500)]
  forest.predict(data.values, 1500, scores)
  read.predict(data.values, 1500, again)
  expect(again).toEqual(scores)
  expect(JSON.stringify(forestFile(read))).toBe(text)
  expect(read.importance()).toEqual(forest.importance())
})

test('chances are what log-odds mean', () => {
  const scores = Float64Array.of(0, Math.log(3), Number.NEGATIVE_INFINITY)
  forest.toChances(scores)
  expect([...scores]).toEqual([0.5, expect.closeTo(0.75, 12), 0])
})

test('a file of another making is refused with the place and what to do', () => {
  const whole = JSON.parse(JSON.stringify(forestFile(forest)))
  const changed = (change: (file: typeof whole) => void): unknown => {
    const file = JSON.parse(JSON.stringify(whole))
    change(file)
    return file
  }
  const refused: readonly [(file: typeof whole) => void, string][] = [
    [(file) => (file.schema = 'lightgbm'), 'TREES_FILE: schema: "lightgbm" is not nunchi.trees'],
    [(file) => (file.version = 2), 'TREES_FILE: version: 2; this program reads 1'],
    [(file) => (file.objective = 'poisson'), 'objective'],
    [(file) => (file.start = null), 'start'],
    [(file) => (file.features[0].edges = [2, 1]), 'features[0].edges[1]'],
    [(file) => (file.trees[1].left[0] = 0), 'trees[1].left[0]: 0 does not come after its parent'],
    [(file) => (file.trees[1].right[0] = file.trees[1].left[0]), 'has two parents'],
    [(file) => (file.trees[2].feature[0] = 9), 'trees[2].feature[0]: 9 is not a whole number from 0 to 3'],
    [(file) => (file.trees[2].bin[0] = 254), 'trees[2].bin[0]'],
    [(file) => file.trees[3].values.pop(), 'trees[3].values'],
    [(file) => (file.trees[3].values[0] = 'a lot'), 'trees[3].values[0]: "a lot" is not a finite number'],
    [(file) => (file.trees = {}), 'trees: not a list'],
  ]
  for (const [change, says] of refused) expect(() => parseForest(changed(change))).toThrow(says)
  expect(() => parseForest(null)).toThrow('TREES_FILE: file: not an object')
  const others = [{ name: 'a' }, { name: 'price' }]
  expect(() => parseForest(whole, others)).toThrow(
    'TREES_FEATURES: features[1]: the model has b (number), asked for is price (number)',
  )
})

test('a forest without trees is its start', () => {
  const scores = new Float64Array(1)
  new Forest({ ...forest.parts, trees: [] }).predict(data.values, 1, scores)
  expect(scores[0]).toBe(forest.parts.start)
})
