import './storefront.css'
import { renderPage } from '@nunchi/ui'
import { Storefront } from './app/storefront.tsx'

renderPage(<Storefront />)
