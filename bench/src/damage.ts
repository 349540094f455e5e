import type { Random } from '@nunchi/kernel'

/** How people write what they look for: as it stands, some words of it, without spaces, with one letter wrong. */
export const damages = ['whole', 'three-words', 'no-spaces', 'one-slip'] as const
export type Damage = (typeof damages)[number]

/** The title as somebody might type it. */
export function damaged(title: string, damage: Damage, random: Random): string {
  const words = title.split(/\s+/)
  switch (damage) {
    case 'whole':
      return title
    case 'three-words':
      return random.shuffle(words).slice(0, 3).join(' ')
    case 'no-spaces':
      return words.join('')
    case 'one-slip':
      return slipped(words, random).join(' ')
  }
}

/** Leaves out one letter of the longest word. */
function slipped(words: readonly string[], random: Random): string[] {
  const longest = words.reduce((best, word, n) => (word.length > words[best].length ? n : best), 0)
  return words.map((word, n) => {
    if (n !== longest || word.length < 2) return word
    const at = random.below(word.length)
    return word.slice(0, at) + word.slice(at + 1)
  })
}
