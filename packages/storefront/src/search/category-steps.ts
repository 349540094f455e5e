/** A category to go to, and how many products it has. */
export type CategoryStep = { readonly category: string; readonly name: string; readonly count: number }

/**
 * Where one can go from a category (the empty text: from the top): one level down, or, where there is nothing below, to
 * those beside it. Levels with a single way on are passed through.
 * @param found the narrowest categories of what was found, as paths joined with >
 */
export function categorySteps(
  found: readonly { readonly name: string; readonly count: number }[],
  chosen: string,
): readonly CategoryStep[] {
  const below = stepsBelow(found, chosen)
  if (below.length > 1) return below
  if (below.length === 1) {
    const further = categorySteps(found, below[0].category)
    return further.length > 1 ? further : below
  }
  return chosen === '' ? [] : stepsBelow(found, parentOf(chosen))
}

/** The category above; empty for one at the top. */
export function parentOf(category: string): string {
  const at = category.lastIndexOf('>')
  return at < 0 ? '' : category.slice(0, at)
}

function stepsBelow(
  found: readonly { readonly name: string; readonly count: number }[],
  above: string,
): CategoryStep[] {
  const prefix = above === '' ? '' : `${above}>`
  const counts = new Map<string, number>()
  for (const { name: path, count } of found) {
    if (!path.startsWith(prefix) || path === above) continue
    const name = path.slice(prefix.length).split('>', 1)[0]
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return [...counts]
    .map(([name, count]) => ({ category: prefix + name, name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
