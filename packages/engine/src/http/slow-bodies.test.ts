import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { testingRim } from './testing-rim.ts'

/** Sends a beginning, then a byte now and then, and gives what comes back until the connection ends. */
async function drip(address: string, head: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.write(head)
  const drops = setInterval(() => socket.write(' '), 20)
  let text = ''
  socket.on('data', (data) => {
    text += data
  })
  socket.on('error', () => {}) // reset by the server
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(drops)
  return text
}

test('a body that never comes to its end is cut off and told so, however steadily it drips', async () => {
  const { server, secret } = await testingRim({ requestMsMax: 200 })
  const address = await server.listen({ port: 0 })
  const head = `host: x\r\nauthorization: Bearer ${secret}\r\ncontent-length: 100000\r\n\r\n`
  const [tracked, asked] = await Promise.all([
    drip(address, `POST /v1/track HTTP/1.1\r\n${head}`),
    drip(address, `GET /healthz HTTP/1.1\r\n${head}`),
  ])
  expect(tracked).toMatch(/^HTTP\/1\.1 400 [\s\S]*took too long/)
  expect(asked).toContain('HTTP/1.1 200')
  await server.stop()
})

test('so is one whose sender was refused before it was read, a file as well', async () => {
  const { server, secret } = await testingRim({ requestMsMax: 200 })
  const address = await server.listen({ port: 0 })
  const headOf = (key: string) => `host: x\r\nauthorization: Bearer ${key}\r\ncontent-length: 100000\r\n\r\n`
  const answers = await Promise.all([
    drip(address, `POST /v1/track HTTP/1.1\r\n${headOf('wrong')}`),
    drip(address, `POST /v1/imports?kind=catalog HTTP/1.1\r\n${headOf('wrong')}`),
    drip(address, `POST /v1/imports?kind=catalog HTTP/1.1\r\n${headOf(secret)}`), // this server takes no files
  ])
  expect(answers.map((answer) => answer.split(' ')[1])).toEqual(['401', '401', '409'])
  await server.stop()
})
