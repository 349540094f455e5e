import { isSyllable } from '../hangul.ts'

// How a Korean ear classes consonants, by their place in Unicode's order; what is silent is ''.
const initialSounds = ['k', 'k', 'n', 't', 't', 'l', 'm', 'p', 'p', 's', 's', '', 'j', 'j', 'j', 'k', 't', 'p', 'h']
const finalSounds = ',k,k,k,n,n,n,t,l,l,l,l,l,l,l,l,m,p,p,t,t,n,t,t,k,t,p,h'.split(',')
const vowelSounds = 'a,e,a,e,o,e,o,e,o,a,e,e,o,u,o,e,i,u,,i,i'.split(',')
const latinPairs: Readonly<Record<string, string>> = {
  ...{
    ph: 'p',
    ch: 'j',
    sh: 's',
    th: 's',
    ck: 'k',
    gh: 'k',
    qu: 'k',
    ng: 'n',
    wh: '',
    ts: 'j',
    tz: 'j',
    kn: 'n',
    wr: 'l',
    ee: 'i',
    oo: 'u',
  },
  ...{ ou: 'u', ea: 'i', ai: 'e', ay: 'e', ei: 'a', ie: 'i', au: 'o', aw: 'o', ey: 'i', eu: 'u', oa: 'o' },
}
const latinSounds: Readonly<Record<string, string>> = {
  ...{
    b: 'p',
    c: 'k',
    d: 't',
    f: 'p',
    g: 'k',
    h: 'h',
    j: 'j',
    k: 'k',
    l: 'l',
    m: 'm',
    n: 'n',
    p: 'p',
    q: 'k',
    r: 'l',
    s: 's',
    t: 't',
    v: 'p',
  },
  ...{ w: '', x: 'ks', y: 'i', z: 'j', a: 'a', e: 'e', i: 'i', o: 'o', u: 'u' },
}
const softened = /c(?=[eiy])/g
/** Not heard in Korean: 노스 for north, 헌터 for hunter. */
const silentR = /r(?![aeiouyr])/g
const article = /^\s*the\s+/i

/** A Korean text by its sounds: consonants by class, few vowels, the filling ㅡ and silent letters left out. 나이키 -> 'naiki'. */
export function soundOfHangul(text: string): string {
  let sound = ''
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (!isSyllable(code)) continue
    const place = code - 0xac00
    sound +=
      initialSounds[Math.floor(place / 588)]! + vowelSounds[Math.floor(place / 28) % 21]! + finalSounds[place % 28]!
  }
  return squeezed(sound)
}

/** A Latin text by the same sounds, roughly as English is read: nike -> 'nike'. */
export function soundOfLatin(text: string): string {
  const bare = text
    .normalize('NFD')
    .toLowerCase()
    .replace(article, '')
    .replace(/[^a-z]/g, '')
  const letters = bare.replace(softened, 's').replace(silentR, '')
  let sound = ''
  for (let at = 0; at < letters.length; at++) {
    const pair = latinPairs[letters.slice(at, at + 2)]
    sound += pair ?? latinSounds[letters[at]!]!
    if (pair !== undefined) at += 1
  }
  return squeezed(sound)
}

/**
 * How alike a Korean and a Latin spelling sound, 0 to 1: one minus the edit distance of their sounds over the longer one's length,
 * where a vowel for another costs a quarter and a vowel too many a half. Above 0.7 they are mostly the same name.
 * O(length x length). Source: the edit distance of Wagner and Fischer (1974), doi:10.1145/321796.321811, with those costs.
 */
export function soundLikeness(hangul: string, latin: string): number {
  const a = soundOfHangul(hangul)
  const b = soundOfLatin(latin)
  if (a === '' || b === '') return 0
  let before = Float64Array.from({ length: b.length + 1 }, () => 0)
  for (let j = 1; j <= b.length; j++) before[j] = before[j - 1]! + insertion(b[j - 1]!)
  for (let i = 1; i <= a.length; i++) {
    const row = new Float64Array(b.length + 1)
    row[0] = before[0]! + insertion(a[i - 1]!)
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(
        before[j - 1]! + change(a[i - 1]!, b[j - 1]!),
        before[j]! + insertion(a[i - 1]!),
        row[j - 1]! + insertion(b[j - 1]!),
      )
    before = row
  }
  return Math.max(0, 1 - before[b.length]! / Math.max(weightOf(a), weightOf(b)))
}

function squeezed(sound: string): string {
  return sound.replace(/(.)\1+/g, '$1')
}

function isVowel(sound: string): boolean {
  return 'aeiou'.includes(sound)
}

function insertion(sound: string): number {
  return isVowel(sound) ? 0.5 : 1
}

function change(a: string, b: string): number {
  if (a === b) return 0
  if (isVowel(a) && isVowel(b)) return 0.25
  return isVowel(a) === isVowel(b) ? 1 : 1.5
}

function weightOf(sound: string): number {
  let weight = 0
  for (const one of sound) weight += insertion(one)
  return weight
}
