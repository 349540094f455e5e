import type { ImportBody, ImportQuery, ImportsBody } from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { type UploadOptions, upload } from './upload.ts'

/** Files given to the shop: catalogue, orders, events. With a secret key. */
export function importCalls(asker: Asker) {
  const path = (id: string) => `/v1/imports/${encodeURIComponent(id)}`
  return {
    /** Sends a file; the answer comes as soon as it is with the server, which then reads it: ask `importOf` how far it is. */
    startImport: (file: Blob | string | Uint8Array<ArrayBuffer>, query: ImportQuery, options?: UploadOptions) =>
      upload<ImportBody>(asker, { method: 'POST', path: '/v1/imports', query, file }, options),
    imports: (query?: { readonly offset?: number; readonly count?: number }, options?: CallOptions) =>
      asker.json<ImportsBody>({ path: '/v1/imports', query }, options),
    importOf: (id: string, options?: CallOptions) => asker.json<ImportBody>({ path: path(id) }, options),
    cancelImport: (id: string, options?: CallOptions) =>
      asker.json<ImportBody>({ method: 'DELETE', path: path(id) }, options),
    /** Every rejected row with its reason, as CSV. */
    importRejects: async (id: string, options?: CallOptions) =>
      (await asker.response({ path: `${path(id)}/rejects` }, options)).text(),
  }
}
export type ImportCalls = ReturnType<typeof importCalls>
