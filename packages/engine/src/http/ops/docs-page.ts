type Schema = {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
}
type Content = {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
  readonly description?: string
}
type Operation = {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
    readonly description?: string
  }[]
  readonly requestBody?: Content
  readonly responses?: Readonly<Record<string, Content>>
}
/** The parts of an OpenAPI document that the page shows. */
export type OpenApi = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!)

/** The whole description as one page: no script, nothing loaded, light and dark, readable on a phone. */
export function docsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = api.tags.map(({ name, description = '' }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name))
    return `<section><h2>${safe(name)}</h2><p class="quiet">${safe(description)}</p>${own.map(operationHtml).join('')}</section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${safe(api.info.title)} API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body><main>
<header><h1>${safe(api.info.title)} API <small>${safe(api.info.version)}</small></h1>
<p>${safe(api.info.description ?? '')}</p><p>The same as <a href="/docs/json">OpenAPI 3.1</a>. Send the key as
<code>Authorization: Bearer KEY</code> or as the user name of basic auth.</p></header>
${groups.join('\n')}</main></body></html>`
}

type Listed = { readonly path: string; readonly method: string; readonly operation: Operation }

function operationHtml({ path, method, operation }: Listed): string {
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => !/xx/i.test(status))
  const access = operation.description === undefined ? 'No key needed.' : operation.description
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${safe(path)}</code>
<span>${safe(operation.summary ?? '')}</span></summary><div><p class="quiet">${safe(access)}</p>
${parametersHtml(operation)}${contentHtml('Body', operation.requestBody)}
${answers.map(([status, content]) => contentHtml(`Answer ${status}`, content)).join('')}</div></details>`
}

function parametersHtml({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ name, in: place, required, schema, description }) =>
    fieldHtml(name, { description, ...schema }, { required: required === true, note: place }),
  )
  return `<h3>Parameters</h3><ul>${rows.join('')}</ul>`
}

function contentHtml(title: string, content: Content | undefined): string {
  const schema = Object.values(content?.content ?? {})[0]?.schema
  return schema === undefined ? '' : `<h3>${title}</h3>${fieldsHtml(schema)}`
}

function fieldsHtml(schema: Schema): string {
  const inner = schema.items ?? schema
  const required = new Set(inner.required)
  const rows = Object.entries(inner.properties ?? {}).map(([name, field]) =>
    fieldHtml(name, field, { required: required.has(name) }),
  )
  if (rows.length > 0) return `<ul>${rows.join('')}</ul>`
  return inner.anyOf?.some((choice) => choice.properties)
    ? inner.anyOf.map(fieldsHtml).join('<p class="quiet">or</p>')
    : ''
}

function fieldHtml(name: string, schema: Schema, { required, note }: { required: boolean; note?: string }): string {
  const facts = [typeOf(schema), note, required ? 'needed' : undefined, ...boundsOf(schema)].filter(Boolean)
  const about = schema.description === undefined ? '' : ` ${safe(schema.description)}`
  return `<li><code>${safe(name)}</code> <i>${safe(facts.join(', '))}</i>${about}${fieldsHtml(schema)}</li>`
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' | ')
  return schema.items === undefined ? (schema.type ?? 'any') : `list of ${typeOf(schema.items)}`
}

function boundsOf({ minimum, maximum, maxLength, maxItems, default: usual }: Schema): string[] {
  const bounds: string[] = []
  if (minimum !== undefined) bounds.push(`from ${minimum}`)
  if (maximum !== undefined) bounds.push(`to ${maximum}`)
  if (maxLength !== undefined) bounds.push(`at most ${maxLength} characters`)
  if (maxItems !== undefined) bounds.push(`at most ${maxItems} entries`)
  if (usual !== undefined) bounds.push(`else ${JSON.stringify(usual)}`)
  return bounds
}

const style = `
:root{color-scheme:light dark;--ink:#1c2127;--quiet:#59636e;--paper:#fff;--card:#f5f6f8;--line:#dde1e6;--link:#0b5cad;
--get:#0a6b4f;--post:#0b5cad;--put:#8a5300;--delete:#a32020}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--quiet:#a0aab5;--paper:#14171a;--card:#1d2126;--line:#333a42;
--link:#7db8ff;--get:#5fd1a8;--post:#7db8ff;--put:#f0b860;--delete:#ff9090}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans KR",sans-serif}
main{max-width:52rem;margin:0 auto;padding:2rem 1rem 4rem}h1{margin:0 0 .5rem;font-size:1.75rem}
h1 small,.quiet,i{color:var(--quiet)}h2{margin:2.25rem 0 0}h3{margin:1rem 0 .25rem;font-size:1rem}p{margin:.25rem 0 .75rem}
a{color:var(--link)}code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
summary{cursor:pointer;padding:.6rem .8rem;list-style-position:inside}summary span{display:block;color:var(--quiet);
padding-left:1.1rem}summary b{display:inline-block;min-width:4.2rem;font-size:.85rem}details>div{padding:0 1rem 1rem;
border-top:1px solid var(--line)}ul{margin:.25rem 0;padding-left:1.1rem}li{margin:.2rem 0}i{font-style:normal;font-size:.9em}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.get{color:var(--get)}.post{color:var(--post)}.put{color:var(--put)}.delete{color:var(--delete)}`
