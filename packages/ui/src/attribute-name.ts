import type { Lang, Words } from './language.tsx'

const names: Words<Readonly<Record<string, string>>> = {
  ko: {
    color: '색상',
    capacity: '용량·크기',
    model: '모델',
    pack: '구성',
    size: '크기',
    material: '소재',
    style: '스타일',
    season: '계절',
    origin: '원산지',
    mall: '판매처',
    seller: '판매처',
    weight: '무게',
    volume: '용량',
    scent: '향',
    taste: '맛',
    fit: '핏',
    pattern: '무늬',
    gender: '성별',
    age: '나이',
  },
  en: {
    color: 'Colour',
    capacity: 'Capacity',
    model: 'Model',
    pack: 'Pack',
    size: 'Size',
    material: 'Material',
    style: 'Style',
    season: 'Season',
    origin: 'Origin',
    mall: 'Sold by',
    seller: 'Sold by',
    weight: 'Weight',
    volume: 'Volume',
    scent: 'Scent',
    taste: 'Taste',
    fit: 'Fit',
    pattern: 'Pattern',
    gender: 'For',
    age: 'Age',
  },
}

/** What an attribute is called, where it is one that most shops have; else its own name. */
export function attributeName(name: string, lang: Lang): string {
  return names[lang][name] ?? name
}

/** An interest in words: "Colour: brown". The server names attributes as the catalogue does. */
export function interestName({ type, words }: { readonly type: string; readonly words: string }, lang: Lang): string {
  const [, name, value] = (type === 'attribute' && /^([^:]+): (.*)$/s.exec(words)) || []
  return name === undefined ? words : `${attributeName(name, lang)}: ${value}`
}
