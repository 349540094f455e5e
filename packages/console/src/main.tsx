import { renderPage } from '@nunchi/ui'
import { Console } from './console.tsx'

renderPage(<Console />)
