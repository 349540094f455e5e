// A page without any framework. Run: npx vite examples, and open /page.html?key=PUBLISHABLE
import { createCollector } from '@nunchi/sdk'

const asked = new URLSearchParams(location.search)
const collector = createCollector({
  url: asked.get('url') ?? 'http://localhost:4747',
  key: asked.get('key') ?? '',
  consent: 'required',
  onProblem: ({ what, reason }) => say(`${what}: ${reason}`),
})

const say = (/** @type {string} */ text) => {
  const status = document.querySelector('#status')
  if (status) status.textContent = text
}
const banner = document.querySelector('#consent')
const choose = (/** @type {string | undefined} */ choice) => {
  if (choice === 'yes') collector.giveConsent()
  else collector.withdrawConsent()
  banner?.remove()
  if (choice === 'yes') collector.page('example')
}
if (collector.consent === 'unknown')
  banner?.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) choose(target.dataset.consent)
  })
else {
  banner?.remove()
  collector.page('example')
}

collector.watch()
collector.onSent(({ answer }) => say(`${answer.accepted} 건 수집됨 · collected`))

document.querySelector('#search')?.addEventListener('submit', (event) => {
  event.preventDefault()
  const words = new FormData(/** @type {HTMLFormElement} */ (event.target)).get('words')
  if (words) collector.searched(String(words))
})
document.addEventListener('click', ({ target }) => {
  const product = target instanceof HTMLElement ? target.dataset.wish : undefined
  if (product) collector.productWished(product)
})
// The address after # stands for a product's page here: looked at until it is left.
addEventListener('hashchange', () => collector.productViewed(location.hash.slice(1)))
