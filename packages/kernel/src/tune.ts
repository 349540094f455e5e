/** The values that each parameter may take, in an order in which neighbours are alike. */
export type TuneSpace<Parameters extends Readonly<Record<string, number>>> = {
  readonly [Name in keyof Parameters]: readonly number[]
}

export type Tuned<Parameters> = { readonly best: Parameters; readonly score: number; readonly evaluations: number }

/**
 * Chooses parameters by coordinate descent on a grid: from `start`, each parameter in turn walks to its neighbouring
 * values as long as the score rises, until a whole round changes nothing or the budget is spent. A setting is scored once.
 *
 * @param score        higher is better; the same for the same parameters. Called with what was chosen on data held back
 * @param evaluationsMax  calls of `score` allowed: a count, not a clock, so that runs replay
 * Deterministic. Time: evaluationsMax calls at most; a local optimum on the grid unless the budget ran out.
 */
export function tune<Parameters extends Readonly<Record<string, number>>>(
  space: TuneSpace<Parameters>,
  {
    start,
    score,
    evaluationsMax,
  }: {
    readonly start: Parameters
    readonly score: (parameters: Parameters) => number
    readonly evaluationsMax: number
  },
): Tuned<Parameters> {
  const scored = new Map<string, number>()
  const scoreOf = (parameters: Parameters): number => {
    const key = JSON.stringify(parameters)
    const known = scored.get(key)
    if (known !== undefined) return known
    if (scored.size >= evaluationsMax) return Number.NEGATIVE_INFINITY
    const found = score(parameters)
    scored.set(key, found)
    return found
  }
  let best = { score: scoreOf(start), parameters: start }
  for (let hasChanged = true; hasChanged && scored.size < evaluationsMax; ) {
    hasChanged = false
    for (const name of Object.keys(space) as (keyof Parameters)[]) {
      const walked = walk(space[name], { name, best, scoreOf })
      hasChanged ||= walked !== best
      best = walked
    }
  }
  return { best: best.parameters, score: best.score, evaluations: scored.size }
}

type Scored<Parameters> = { readonly score: number; readonly parameters: Parameters }

/** Walks along one parameter's values, up and down, as long as the score rises. @returns `best` itself if it never does */
function walk<Parameters extends Readonly<Record<string, number>>>(
  values: readonly number[],
  {
    name,
    best,
    scoreOf,
  }: {
    readonly name: keyof Parameters
    readonly best: Scored<Parameters>
    readonly scoreOf: (parameters: Parameters) => number
  },
): Scored<Parameters> {
  let found = best
  for (const step of [1, -1]) {
    for (let place = values.indexOf(found.parameters[name] as number) + step; ; place += step) {
      const value = values[place]
      if (value === undefined) break
      const parameters = { ...found.parameters, [name]: value }
      const score = scoreOf(parameters)
      if (!(score > found.score)) break
      found = { score, parameters }
    }
  }
  return found
}
