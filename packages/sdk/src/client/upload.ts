import type { Asker, CallOptions, Question } from './ask.ts'
import { errorOf, NunchiError } from './error.ts'

export type UploadProgress = { readonly bytesSent: number; readonly bytes: number }
export type UploadOptions = CallOptions & {
  /** Told how much is with the server; once, at the end, where the platform does not say. */
  readonly onProgress?: (progress: UploadProgress) => void
}
type Upload = Question & { readonly file: Blob | string | Uint8Array<ArrayBuffer> }

/** A file may take long: an hour, unless told otherwise. */
const uploadMsMax = 3_600_000

/** Sends a file. In browsers by XMLHttpRequest, the one way there that tells how far it is. @throws NunchiError */
export async function upload<Answer>(asker: Asker, question: Upload, options: UploadOptions = {}): Promise<Answer> {
  const { onProgress, signal, timeoutMs = uploadMsMax } = options
  const blob = question.file instanceof Blob ? question.file : new Blob([question.file])
  const headers = { 'content-type': 'application/octet-stream' }
  if (onProgress !== undefined && typeof XMLHttpRequest !== 'undefined')
    return byXhr<Answer>(asker, { ...question, file: blob, headers }, { onProgress, signal, timeoutMs })
  const answer = await asker.json<Answer>({ ...question, file: blob, headers }, { signal, timeoutMs })
  onProgress?.({ bytesSent: blob.size, bytes: blob.size })
  return answer
}

type XhrUpload = Question & { readonly file: Blob; readonly headers: Readonly<Record<string, string>> }

async function byXhr<Answer>(
  asker: Asker,
  question: XhrUpload,
  options: Required<Pick<UploadOptions, 'onProgress'>> & CallOptions,
) {
  const { onProgress, signal, timeoutMs = uploadMsMax } = options
  signal?.throwIfAborted()
  return new Promise<Answer>((resolve, reject) => {
    const fail = (code: 'NETWORK' | 'TIMEOUT', message: string) => () =>
      reject(new NunchiError(message, { code, status: 0 }))
    const xhr = new XMLHttpRequest()
    xhr.open(question.method ?? 'POST', asker.address(question))
    xhr.timeout = timeoutMs
    xhr.setRequestHeader('authorization', `Bearer ${asker.options.key}`)
    for (const [name, value] of Object.entries(question.headers)) xhr.setRequestHeader(name, value)
    xhr.upload.onprogress = ({ loaded, total }) => onProgress({ bytesSent: loaded, bytes: total })
    xhr.onerror = fail('NETWORK', 'The file could not be sent: the network, or the server, is away')
    xhr.ontimeout = fail('TIMEOUT', `The file was not sent within ${timeoutMs} ms`)
    xhr.onabort = () => reject(signal?.reason)
    xhr.onload = () => settle<Answer>(xhr).then(resolve, reject)
    const abort = () => xhr.abort()
    signal?.addEventListener('abort', abort)
    xhr.onloadend = () => signal?.removeEventListener('abort', abort)
    xhr.send(question.file)
  })
}

async function settle<Answer>({ status, responseText }: XMLHttpRequest): Promise<Answer> {
  if (status < 200 || status >= 300) throw await errorOf(new Response(responseText, { status }))
  try {
    return JSON.parse(responseText) as Answer
  } catch (cause) {
    throw new NunchiError('The answer to the file is not JSON', { code: 'ANSWER_UNREADABLE', status, cause })
  }
}
