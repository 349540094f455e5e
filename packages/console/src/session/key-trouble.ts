/** What is plainly wrong with a key, before the server is asked; undefined when nothing is. */
export function keyTrouble(key: string): 'missing' | 'publishable' | 'spaced' | undefined {
  if (key === '') return 'missing'
  if (/\s/.test(key)) return 'spaced'
  if (key.startsWith('nk_pub_')) return 'publishable'
  return undefined
}
