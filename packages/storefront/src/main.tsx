import './storefront.css'
import { renderPage } from '@nunchi/ui'
import { fetchPageAt } from './app/pages.ts'
import { Storefront } from './app/storefront.tsx'

fetchPageAt(window.location.pathname)
renderPage(<Storefront />)
