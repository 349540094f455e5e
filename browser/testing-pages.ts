/** A page that people can reach by its address. `fragment`: the console's, which wants the key. */
export type PageAt = { readonly name: string; readonly path: string; readonly fragment?: boolean }

export const pages: readonly PageAt[] = [{ name: 'home', path: '/' }]
