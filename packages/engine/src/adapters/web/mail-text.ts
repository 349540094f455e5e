import type { Message } from '../../ports/notifier.ts'

const words = {
  ko: { open: '보러 가기', stop: '이 알림 그만 받기' },
  en: { open: 'See it', stop: 'Stop these messages' },
} as const

/** The two parts of a mail: for programs that show text, and for those that show pages. */
export function mailParts(message: Message): { readonly text: string; readonly html: string } {
  const { language, title, body, url, unsubscribeUrl } = message
  const { open, stop } = words[language]
  const text = [title, body, `${open}: ${url}`, ...(unsubscribeUrl ? [`--\n${stop}: ${unsubscribeUrl}`] : [])]
  const lines = body.split('\n').map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`)
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px;font-family:'Apple SD Gothic Neo','Malgun Gothic',Arial,sans-serif;font-size:16px;line-height:1.5">
<h1 style="font-size:20px;margin:0 0 16px">${escaped(title)}</h1>
${lines.join('\n')}
<p style="margin:16px 0"><a href="${escaped(url)}">${open}</a></p>
${unsubscribeUrl ? `<p style="font-size:13px;color:#595959"><a href="${escaped(unsubscribeUrl)}">${stop}</a></p>` : ''}
</body></html>
`
  return { text: `${text.filter((part) => part !== '').join('\n\n')}\n`, html }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!)
