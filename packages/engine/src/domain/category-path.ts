const joiner = ' > '

/** A path of categories as one text: what a category is called wherever one value has to name it. */
export function pathText(path: readonly string[]): string {
  return path.join(joiner)
}

/** The inverse of `pathText`. */
export function pathOfText(text: string): string[] {
  return text.split(joiner)
}
