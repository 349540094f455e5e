import { type BinnedFeature, missingBin, type TreeFeature, valueBinsMax } from './feature.ts'
import { Forest, type ForestParts } from './forest.ts'
import { setWords } from './split.ts'
import type { Tree } from './tree.ts'
import { TreesError } from './trees-error.ts'

const schema = 'nunchi.trees'
const version = 1

/** A forest as plain JSON: `JSON.stringify(forestFile(forest))` is the model file. Numbers keep all their digits. */
export function forestFile({ parts }: Forest): object {
  return {
    schema,
    version,
    objective: parts.objective,
    start: parts.start,
    features: parts.features.map(({ edges, ...feature }) => ({ ...feature, edges: [...edges] })),
    trees: parts.trees.map(({ sets, ...tree }) => ({
      ...Object.fromEntries(Object.entries(tree).map(([name, column]) => [name, [...column]])),
      sets: sets.map((set) => set && [...set]),
    })),
  }
}

/**
 * Reads a model file, checking all that a wrong answer or an endless walk could come from.
 * @param file     what `JSON.parse` gave
 * @param expected the features that will be handed in; a model of others is refused
 * @throws TreesError TREES_FILE with the place that is wrong; TREES_FEATURES when the model is of other features
 */
export function parseForest(file: unknown, expected?: readonly TreeFeature[]): Forest {
  const top = objectAt(file, 'file')
  if (top.schema !== schema) fail('schema', `${JSON.stringify(top.schema)} is not ${schema}; give a file of forestFile`)
  if (top.version !== version)
    fail('version', `${JSON.stringify(top.version)}; this program reads ${version}; train anew`)
  const { objective, start } = top
  if (objective !== 'logistic' && objective !== 'squared' && objective !== 'lambda-mart')
    return fail('objective', `${JSON.stringify(objective)} is not known`)
  if (typeof start !== 'number' || !Number.isFinite(start)) return fail('start', 'not a finite number')
  const features = listAt(top.features, 'features').map((one, i) => parseFeature(one, `features[${i}]`))
  if (features.length === 0) fail('features', 'there are none')
  if (expected) checkExpected(features, expected)
  const trees = listAt(top.trees, 'trees').map((one, i) => parseTree(one, features, `trees[${i}]`))
  const parts: ForestParts = { objective, start, features, trees }
  return new Forest(parts)
}

function checkExpected(features: readonly BinnedFeature[], expected: readonly TreeFeature[]): void {
  for (let i = 0; i < Math.max(features.length, expected.length); i++) {
    const of = (one: TreeFeature | undefined): string => (one ? `${one.name} (${one.kind ?? 'number'})` : 'nothing')
    if (of(features[i]) === of(expected[i])) continue
    const says = `the model has ${of(features[i])}, asked for is ${of(expected[i])}; train anew on the present features`
    throw new TreesError('TREES_FEATURES', `features[${i}]`, says)
  }
}

function parseFeature(value: unknown, place: string): BinnedFeature {
  const { name, kind, monotone, edges } = objectAt(value, place)
  if (typeof name !== 'string') return fail(`${place}.name`, 'not a text')
  if (kind !== 'number' && kind !== 'category') return fail(`${place}.kind`, `${JSON.stringify(kind)} is not known`)
  if (monotone !== -1 && monotone !== 0 && monotone !== 1) return fail(`${place}.monotone`, 'not -1, 0 or 1')
  const numbers = numbersAt(edges, `${place}.edges`)
  if (numbers.length > valueBinsMax - (kind === 'number' ? 1 : 0))
    fail(`${place}.edges`, `${numbers.length} are too many`)
  const wrong = numbers.findIndex((edge, i) => i > 0 && !(edge > numbers[i - 1]))
  if (wrong >= 0) fail(`${place}.edges[${wrong}]`, 'not above the one before')
  return { name, kind, monotone, edges: Float64Array.from(numbers) }
}

function parseTree(value: unknown, features: readonly BinnedFeature[], place: string): Tree {
  const found = objectAt(value, place)
  const feature = wholesAt(found.feature, `${place}.feature`, { from: 0, to: features.length - 1 })
  const nodes = feature.length
  const column = (name: string, from: number, to: number): number[] =>
    sized(wholesAt(found[name], `${place}.${name}`, { from, to }), nodes, `${place}.${name}`)
  const sets = sized(listAt(found.sets, `${place}.sets`), nodes, `${place}.sets`).map((set, node) =>
    set === null ? null : Uint32Array.from(setAt(set, `${place}.sets[${node}]`)),
  )
  const bin = column('bin', -1, valueBinsMax)
  for (let node = 0; node < nodes; node++)
    checkTest(features[feature[node]], bin[node], sets[node], `${place}.bin[${node}]`)
  const left = column('left', -nodes - 1, nodes - 1)
  const right = column('right', -nodes - 1, nodes - 1)
  checkShape(left, right, place)
  return {
    feature: Int32Array.from(feature),
    bin: Int32Array.from(bin),
    missingLeft: Uint8Array.from(column('missingLeft', 0, 1)),
    sets,
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    gain: Float64Array.from(sized(numbersAt(found.gain, `${place}.gain`), nodes, `${place}.gain`)),
    values: Float64Array.from(sized(numbersAt(found.values, `${place}.values`), nodes + 1, `${place}.values`)),
  }
}

function checkTest(feature: BinnedFeature, bin: number, set: Uint32Array | null, place: string): void {
  if ((set !== null) !== (feature.kind === 'category')) fail(place, `not a test of a ${feature.kind}`)
  if (set !== null && bin !== -1) fail(place, 'a set has no bin')
  if (set === null && (bin < 0 || bin >= missingBin(feature))) fail(place, `${bin} is no bin of ${feature.name}`)
}

/** Every node but the root, and every leaf, is the child of exactly one node that comes before it. */
function checkShape(left: readonly number[], right: readonly number[], place: string): void {
  const seen = new Set<number>()
  for (let node = 0; node < left.length; node++)
    for (const [name, child] of [['left', left[node]] as const, ['right', right[node]] as const]) {
      if (child >= 0 && child <= node) fail(`${place}.${name}[${node}]`, `${child} does not come after its parent`)
      if (seen.has(child)) fail(`${place}.${name}[${node}]`, `${child} has two parents`)
      seen.add(child)
    }
}

function setAt(value: unknown, place: string): number[] {
  return sized(wholesAt(value, place, { from: 0, to: 0xffffffff }), setWords, place)
}

function wholesAt(value: unknown, place: string, { from, to }: { from: number; to: number }): number[] {
  const numbers = numbersAt(value, place)
  const wrong = numbers.findIndex((one) => !(Number.isInteger(one) && one >= from && one <= to))
  if (wrong >= 0) fail(`${place}[${wrong}]`, `${numbers[wrong]} is not a whole number from ${from} to ${to}`)
  return numbers
}

function numbersAt(value: unknown, place: string): number[] {
  const list = listAt(value, place)
  const wrong = list.findIndex((one) => typeof one !== 'number' || !Number.isFinite(one))
  if (wrong >= 0) fail(`${place}[${wrong}]`, `${JSON.stringify(list[wrong])} is not a finite number`)
  return list as number[]
}

function sized<One>(list: One[], length: number, place: string): One[] {
  if (list.length !== length) fail(place, `${list.length} instead of ${length}`)
  return list
}

function listAt(value: unknown, place: string): unknown[] {
  return Array.isArray(value) ? value : fail(place, 'not a list')
}

function objectAt(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(place, 'not an object')
  return value as Readonly<Record<string, unknown>>
}

function fail(place: string, says: string): never {
  throw new TreesError('TREES_FILE', place, says)
}
