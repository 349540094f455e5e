/**
 * The path of a request as it can be decoded: where its percent signs encode nothing ("/products/%E0%A4%A") they stand for
 * themselves, so that a broken address leads to the same "there is no such" as a wrong one. One look at most paths.
 */
export function mendedUrl(url: string): string {
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  if (!path.includes('%')) return url
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length)
  }
}
