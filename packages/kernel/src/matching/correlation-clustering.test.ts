import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { restored } from '../testing-columns.ts'
import { CorrelationClustering, type Verdict } from './correlation-clustering.ts'
import { edgeFlags } from './correlation-graph.ts'
import { restartComponents } from './correlation-restarts.ts'

type Edge = { readonly one: number; readonly other: number; readonly weight: number; readonly isNever: boolean }
type Problem = {
  readonly classes: readonly number[]
  readonly edges: readonly Edge[]
  readonly same: readonly (readonly [number, number])[]
}

/** Whether the clusters keep to all that is said of the nodes, by the definition. */
function isValid(
  { graph }: CorrelationClustering,
  nodes: readonly number[],
  clusterOf: (node: number) => number,
): boolean {
  return nodes.every((one) =>
    nodes.every((other) => {
      if (one === other) return true
      const isTogether = clusterOf(one) === clusterOf(other)
      if (graph.unitOf(one).includes(other)) return isTogether
      if (!isTogether) return true
      const isForbidden = (graph.flagsOf(one, other) & (edgeFlags.never | edgeFlags.different)) !== 0
      return !isForbidden && (graph.classes[one] === 0 || graph.classes[one] !== graph.classes[other])
    }),
  )
}

function valid(clustering: CorrelationClustering): boolean {
  return isValid(clustering, clustering.nodes(), (node) => clustering.clusterOf(node))
}

/** The highest sum of any valid way to share the nodes out, by trying all. */
function highest(clustering: CorrelationClustering): number {
  const nodes = clustering.nodes()
  const labels = new Map<number, number>()
  let best = Number.NEGATIVE_INFINITY
  const sum = (): number => {
    let total = 0
    for (const one of nodes)
      for (const other of nodes)
        if (one < other && labels.get(one) === labels.get(other)) total += clustering.graph.weightOf(one, other)
    return total
  }
  const tryAll = (i: number, used: number): void => {
    if (i === nodes.length) {
      if (isValid(clustering, nodes, (node) => labels.get(node)!)) best = Math.max(best, sum())
      return
    }
    for (let label = 0; label <= used; label++) {
      labels.set(nodes[i]!, label)
      tryAll(i + 1, Math.max(used, label + 1))
    }
  }
  tryAll(0, 0)
  return best
}

function build({ classes, edges, same }: Problem, order = classes.map((_, i) => i)): CorrelationClustering {
  const clustering = new CorrelationClustering()
  const numbers = new Map<number, number>()
  for (const i of order) {
    const node = clustering.add(classes[i]!)
    numbers.set(i, node)
    for (const { one, other, weight, isNever } of edges) {
      const far = one === i ? other : other === i ? one : undefined
      if (far === undefined || !numbers.has(far)) continue
      clustering.setWeight(node, numbers.get(far)!, weight)
      if (isNever) clustering.setNever(node, numbers.get(far)!, true)
    }
    clustering.place(node)
  }
  for (const [one, other] of same) clustering.judge(numbers.get(one)!, numbers.get(other)!, 'same')
  return clustering
}

/** The sum that the simplest rule gives: each node in turn takes along all free neighbours that it may. */
function pivotSum(problem: Problem): number {
  const clustering = build({ ...problem, edges: [], same: [] })
  for (const { one, other, weight, isNever } of problem.edges) {
    clustering.setWeight(one, other, weight)
    if (isNever) clustering.setNever(one, other, true)
  }
  clustering.isolate(clustering.nodes())
  const taken = new Set<number>()
  for (const pivot of clustering.nodes()) {
    if (taken.has(pivot)) continue
    taken.add(pivot)
    for (const other of clustering.nodes()) {
      if (taken.has(other) || clustering.graph.weightOf(pivot, other) <= 0) continue
      if (clustering.mergeGain(other, pivot) === Number.NEGATIVE_INFINITY) continue
      clustering.merge(other, pivot)
      taken.add(other)
    }
  }
  return clustering.objective()
}

function problems(nodesMax: number): fc.Arbitrary<Problem> {
  return fc.integer({ min: 2, max: nodesMax }).chain((count) =>
    fc.record({
      classes: fc.array(fc.nat(3), { minLength: count, maxLength: count }),
      edges: fc
        .uniqueArray(
          fc.record({
            one: fc.nat(count - 1),
            other: fc.nat(count - 1),
            weight: fc.integer({ min: -8, max: 8 }).map((eighths) => eighths / 4),
            isNever: fc.nat(9).map((n) => n === 0),
          }),
          { selector: ({ one, other }) => `${Math.min(one, other)} ${Math.max(one, other)}`, maxLength: count * 3 },
        )
        .map((edges) => edges.filter(({ one, other }) => one !== other)),
      same: fc
        .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 1 })
        .map((pairs) => pairs.filter(([one, other]) => one !== other)),
    }),
  )
}

test('never more than the best possible, mostly exactly that, and never less than pivots; also as nodes come one by one', () => {
  let runs = 0
  let bestAtOnce = 0
  let bestAfterRestarts = 0
  fc.assert(
    fc.property(problems(7), (problem) => {
      const clustering = build(problem)
      expect(valid(clustering)).toBe(true)
      const most = highest(clustering)
      const atOnce = clustering.objective()
      restartComponents(clustering)
      expect(valid(clustering)).toBe(true)
      const sum = clustering.objective()
      expect(atOnce).toBeLessThanOrEqual(most + 1e-6)
      expect(sum).toBeLessThanOrEqual(most + 1e-6)
      expect(sum).toBeGreaterThanOrEqual(atOnce - 1e-6)
      if (problem.same.length === 0) expect(sum).toBeGreaterThanOrEqual(pivotSum(problem) - 1e-6)
      runs += 1
      if (atOnce > most - 1e-6) bestAtOnce += 1
      if (sum > most - 1e-6) bestAfterRestarts += 1
    }),
    { seed: 5, numRuns: 300 },
  )
  expect(bestAtOnce / runs).toBeGreaterThan(0.95)
  expect(bestAfterRestarts / runs).toBeGreaterThan(0.995)
})

const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), nodeClass: fc.nat(2) }),
    fc.record({
      kind: fc.constant('weight' as const),
      one: fc.nat(9),
      other: fc.nat(9),
      weight: fc.integer({ min: -6, max: 8 }),
    }),
    fc.record({ kind: fc.constant('never' as const), one: fc.nat(9), other: fc.nat(9), isNever: fc.boolean() }),
    fc.record({
      kind: fc.constant('judge' as const),
      one: fc.nat(9),
      other: fc.nat(9),
      verdict: fc.constantFrom<Verdict>('same', 'same', 'different', 'unsure'),
    }),
    fc.record({ kind: fc.constant('remove' as const), one: fc.nat(9) }),
  ),
  { minLength: 10, maxLength: 60 },
)

test('whatever happens in whatever order: nothing forbidden is together, verdicts stay, refused ones change nothing', () => {
  fc.assert(
    fc.property(acts, (list) => {
      const clustering = new CorrelationClustering()
      const said = new Map<string, Verdict>()
      const key = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`
      const isThere = (node: number): boolean => clustering.graph.isThere[node] === 1
      for (const act of list) {
        if (act.kind === 'add') {
          if (clustering.nodes().length < 10) clustering.place(clustering.add(act.nodeClass))
        } else if (isThere(act.one) && act.kind === 'remove') {
          clustering.remove(act.one)
          for (const pair of [...said.keys()]) if (pair.split(' ').includes(`${act.one}`)) said.delete(pair)
        } else if (act.kind !== 'remove' && act.one !== act.other && isThere(act.one) && isThere(act.other)) {
          if (act.kind === 'weight') clustering.setWeight(act.one, act.other, act.weight)
          if (act.kind === 'weight') clustering.place(act.one)
          if (act.kind === 'never') clustering.setNever(act.one, act.other, act.isNever)
          if (act.kind === 'judge') {
            const before = clustering.nodes().map((node) => clustering.clusterOf(node))
            const isTaken = clustering.judge(act.one, act.other, act.verdict)
            if (isTaken) said.set(key(act.one, act.other), act.verdict)
            else expect(clustering.nodes().map((node) => clustering.clusterOf(node))).toEqual(before)
            expect(isTaken || act.verdict !== 'unsure').toBe(true)
          }
        }
        expect(valid(clustering)).toBe(true)
      }
      clustering.settle()
      restartComponents(clustering)
      expect(valid(clustering)).toBe(true)
      for (const [pair, verdict] of said) {
        const [one, other] = pair.split(' ').map(Number)
        if (verdict !== 'unsure')
          expect(clustering.clusterOf(one!) === clustering.clusterOf(other!)).toBe(verdict === 'same')
      }
      const again = restored(clustering, new CorrelationClustering())
      expect(again.nodes().map((node) => again.membersOf(again.clusterOf(node)))).toEqual(
        clustering.nodes().map((node) => clustering.membersOf(clustering.clusterOf(node))),
      )
    }),
    { seed: 17, numRuns: 300 },
  )
})

/** Things with some noisy copies: what a catalogue's candidates look like. */
function copies(seed: number, things: number): { problem: Problem; thingOf: number[] } {
  const random = new Random(seed)
  const thingOf: number[] = []
  const classes: number[] = []
  for (let thing = 0; thing < things; thing++)
    for (let i = 1 + random.below(6); i > 0; i--) {
      thingOf.push(thing)
      classes.push(i)
    }
  const edges: Edge[] = []
  for (let one = 0; one < thingOf.length; one++)
    for (let other = 0; other < one; other++) {
      const isSame = thingOf[one] === thingOf[other]
      if (!isSame && random.unit() > 8 / thingOf.length) continue
      if (isSame && random.unit() < 0.2) continue
      const noise = 2 * (random.unit() + random.unit() + random.unit() - 1.5)
      edges.push({ one, other, weight: (isSame ? 1.5 : -1.5) + noise, isNever: false })
    }
  return { problem: { classes, edges, same: [] }, thingOf }
}

test('the order in which nodes come hardly matters, and what belongs together is together', () => {
  let same = 0
  for (let seed = 1; seed <= 12; seed++) {
    const { problem, thingOf } = copies(seed, 15)
    const order = problem.classes.map((_, i) => i)
    const forward = build(problem, order)
    const shuffled = build(problem, new Random(seed).shuffle([...order]))
    expect(Math.abs(shuffled.objective() / forward.objective() - 1)).toBeLessThan(0.05)
    restartComponents(forward)
    restartComponents(shuffled)
    expect(Math.abs(shuffled.objective() / forward.objective() - 1)).toBeLessThan(0.01)
    if (Math.abs(shuffled.objective() - forward.objective()) < 1e-4) same += 1
    let agreed = 0
    let pairs = 0
    for (let one = 0; one < thingOf.length; one++)
      for (let other = 0; other < one; other++) {
        const isTogether = forward.clusterOf(one) === forward.clusterOf(other)
        if (!isTogether && thingOf[one] !== thingOf[other]) continue
        pairs += 1
        if (isTogether && thingOf[one] === thingOf[other]) agreed += 1
      }
    expect(agreed / pairs).toBeGreaterThan(0.8)
  }
  expect(same).toBeGreaterThanOrEqual(11)
})

test('no weight is lost however many edges there are', () => {
  const clustering = new CorrelationClustering()
  const nodes = Array.from({ length: 40 }, () => clustering.add())
  for (const one of nodes)
    for (const other of nodes) if (one < other) clustering.setWeight(one, other, one * 40 + other)
  for (const one of nodes)
    for (const other of nodes)
      if (one !== other)
        expect(clustering.graph.weightOf(one, other)).toBe(Math.min(one, other) * 40 + Math.max(one, other))
})

test('one of a class: the one that fits better takes the place of the other', () => {
  const clustering = new CorrelationClustering()
  const [first, second, poor, good] = [clustering.add(1), clustering.add(2), clustering.add(3), clustering.add(3)]
  clustering.setWeight(first, second, 2)
  clustering.setWeight(first, poor, 0.5)
  clustering.place(poor)
  clustering.place(second)
  expect(clustering.membersOf(clustering.clusterOf(first))).toEqual([first, second, poor])
  clustering.setWeight(first, good, 2)
  clustering.setWeight(second, good, 1)
  clustering.place(good)
  expect(clustering.membersOf(clustering.clusterOf(first))).toEqual([first, second, good])
  expect(clustering.judge(poor, first, 'same')).toBe(true)
  expect(clustering.clusterOf(poor)).toBe(clustering.clusterOf(first))
  clustering.settle()
  expect(clustering.clusterOf(poor)).toBe(clustering.clusterOf(first)) // a verdict outlives every later run
  expect(clustering.clusterOf(good)).not.toBe(clustering.clusterOf(first))
  expect(clustering.judge(poor, second, 'different')).toBe(true)
  expect(clustering.judge(first, second, 'same')).toBe(false) // would put poor and second together
})

test('two halves that a bridge holds together are cut where most speaks against', () => {
  const clustering = new CorrelationClustering()
  const nodes = Array.from({ length: 6 }, () => clustering.add())
  for (const [one, other] of [
    [0, 1],
    [1, 2],
    [0, 2],
    [3, 4],
    [4, 5],
    [3, 5],
  ] as const)
    clustering.setWeight(nodes[one]!, nodes[other]!, 1)
  clustering.setWeight(nodes[2]!, nodes[3]!, 2)
  clustering.settle()
  expect(clustering.membersOf(clustering.clusterOf(0))).toEqual(nodes)
  for (const [one, other] of [
    [0, 3],
    [1, 4],
    [2, 5],
  ] as const)
    clustering.setWeight(nodes[one]!, nodes[other]!, -0.9)
  clustering.place(0)
  expect(clustering.membersOf(clustering.clusterOf(0))).toEqual([0, 1, 2])
})
