import { pathText } from '../../domain/category-path.ts'
import { CategoryMapper, type CategorySample } from './category-mapper.ts'
import { type CategoryNode, nodeOf } from './category-tree.ts'

/** An offer to learn categories from. */
export type CategoryLesson = {
  readonly mall: string
  readonly title: string
  readonly categoryPath: readonly string[]
  /** What the feed or a person says of its place in the tree: a path joined by ' > '. */
  readonly category?: string
}

export type CategoryTree = {
  readonly nodes: readonly CategoryNode[]
  /** Given by a person: malls' own categories add nothing to it. */
  readonly isGiven: boolean
  /** What feeds may write instead of a path, as Google's numbers -> the path as one text. */
  readonly aliases?: ReadonlyMap<string, string>
}

/** Categories of fewer offers teach nothing by themselves. */
const offersMin = 3
/** Malls whose categories may add to the tree, the largest first: what the others have is mapped into it. */
const mallsMax = 10
/** Titles of a category that are asked what another mall calls it. */
const titlesMax = 12
/** Two malls' categories are one where so many of the titles of either lead to the other. */
const thereMin = 0.6
const backMin = 0.4
const lessonsPerMall = 5_000

type Group = { readonly node: CategoryNode; readonly lessons: readonly CategoryLesson[] }

/**
 * Learns one tree from the categories of all malls, and how to put offers into it: the largest mall's own are the beginning; one of
 * another mall is the same where the titles of either lead to the other (mutual best), else it is added. A tree that was learned before
 * is kept and added to; to one that a person gave nothing is added, and it is taught by what feeds and persons say of places in it.
 *
 * 0.1 to 0.3 ms for each of the titles that are compared: some seconds a mall with hundreds of categories. Deterministic.
 */
export function learnCategories(lessons: readonly CategoryLesson[], before?: CategoryTree): CategoryMapper {
  const nodes = new Map((before?.nodes ?? []).map((node) => [node.id, node]))
  const samples = lessons.flatMap((lesson) => saidSample(lesson, nodes, before?.aliases))
  if (!before?.isGiven) for (const groups of byMall(lessons)) join(groups, nodes, samples)
  return taught([...nodes.values()], samples)
}

/** Where a feed or a person says the place, or the mall's own path is one of the tree. */
function saidSample(
  { title, categoryPath, category }: CategoryLesson,
  nodes: ReadonlyMap<string, unknown>,
  aliases: CategoryTree['aliases'],
): CategorySample[] {
  const said = [category, pathText(categoryPath)].map((one) => aliases?.get(one ?? '') ?? one)
  const id = said.find((one) => one !== undefined && nodes.has(one))
  return id === undefined ? [] : [{ title, categoryPath, id }]
}

/** Each mall's categories with their offers, the largest mall first. */
function byMall(lessons: readonly CategoryLesson[]): Group[][] {
  const malls = new Map<string, CategoryLesson[]>()
  for (const lesson of lessons) {
    if (lesson.categoryPath.length === 0) continue
    const own = malls.get(lesson.mall) ?? []
    malls.set(lesson.mall, own)
    own.push(lesson)
  }
  const order = [...malls].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  return order.slice(0, mallsMax).map(([, own]) => groupsOf(own.slice(0, lessonsPerMall)))
}

function groupsOf(lessons: readonly CategoryLesson[]): Group[] {
  const groups = new Map<string, CategoryLesson[]>()
  for (const lesson of lessons) {
    const id = pathText(lesson.categoryPath)
    const own = groups.get(id) ?? []
    groups.set(id, own)
    own.push(lesson)
  }
  return [...groups.values()]
    .filter((own) => own.length >= offersMin)
    .map((own) => ({ node: nodeOf(own[0]!.categoryPath), lessons: own }))
}

/** Takes in a mall's categories: those that are in the tree under another name teach it that name, the others are added. */
function join(groups: readonly Group[], nodes: Map<string, CategoryNode>, samples: CategorySample[]): void {
  const fresh = groups.filter(({ node }) => !nodes.has(node.id))
  if (fresh.length === 0) return
  const isFirst = nodes.size === 0
  const there = isFirst ? undefined : taught([...nodes.values()], samples)
  const own = isFirst
    ? undefined
    : taught(
        groups.map(({ node }) => node),
        groups.flatMap(({ node, lessons }) => lessons.map((one) => ({ ...one, id: node.id }))),
      )
  const titlesOf = new Map<string, string[]>()
  for (const { id, title } of samples) {
    const titles = titlesOf.get(id) ?? []
    titlesOf.set(id, titles)
    if (titles.length < titlesMax) titles.push(title)
  }
  for (const { node, lessons } of fresh) {
    const other =
      there &&
      mostly(
        there,
        lessons.map(({ title }) => title),
        thereMin,
      )
    const back = other !== undefined && mostly(own!, titlesOf.get(other) ?? [], backMin) === node.id
    const id = back ? other : node.id
    if (!back) nodes.set(node.id, node)
    for (const { title, categoryPath } of lessons) samples.push({ title, categoryPath, id })
  }
}

/** Where most of these titles lead. */
function mostly(mapper: CategoryMapper, titles: readonly string[], shareMin: number): string | undefined {
  const asked = titles.slice(0, titlesMax)
  const counts = new Map<string, number>()
  for (const title of asked) {
    const id = mapper.map({ title, categoryPath: [] })?.node.id
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best && best[1] >= shareMin * asked.length ? best[0] : undefined
}

function taught(nodes: readonly CategoryNode[], samples: readonly CategorySample[]): CategoryMapper {
  const mapper = new CategoryMapper(nodes)
  for (const sample of samples) mapper.learn(sample)
  return mapper
}
