import { Random } from '@nunchi/kernel'

export type MadeUpSize = { readonly items: number; readonly clicks: number }

/**
 * Sessions of a made-up shop, for timing alone: items in groups of 40, a session stays in its group four times of five,
 * groups and items within them are popular by Zipf's law, one click in six is a repeat, lengths are geometric from 2 on.
 */
export function madeUpSessions({ items, clicks }: MadeUpSize, seed: number): Uint32Array[] {
  const random = new Random(seed)
  const perGroup = 40
  const groups = Math.max(1, Math.floor(items / perGroup))
  const zipf = (count: number): number => Math.floor(count ** random.unit()) - 1
  const sessions: Uint32Array[] = []
  for (let made = 0; made < clicks; ) {
    const session: number[] = []
    let group = zipf(groups + 1) % groups
    while (session.length < 2 || (random.unit() < 0.75 && session.length < 50)) {
      if (random.unit() < 0.2) group = zipf(groups + 1) % groups
      const isRepeat = session.length > 0 && random.unit() < 1 / 6
      session.push(
        isRepeat ? session[random.below(session.length)] : group * perGroup + (zipf(perGroup + 1) % perGroup),
      )
    }
    sessions.push(Uint32Array.from(session))
    made += session.length
  }
  return sessions
}
