import { expect, test } from 'vitest'
import { mendedUrl } from './mended-url.ts'

test('a path that cannot be decoded is taken as it stands; any other, and what follows it, is left alone', () => {
  expect(mendedUrl('/products/%E0%A4%A?q=%E0')).toBe('/products/%25E0%25A4%25A?q=%E0')
  for (const url of ['/', '/products/p.1?q=%E0%A4%A', '/products/%EC%BB%B5%2F1', '/products/100%25'])
    expect(mendedUrl(url)).toBe(url)
})
