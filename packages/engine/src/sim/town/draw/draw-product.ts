import type { Look } from '../catalogue.ts'
import { finerLook } from './finer.ts'
import { brightness, Paint } from './paint.ts'
import { silhouettes } from './silhouettes.ts'

/**
 * A picture of a product as SVG, below 2 KB: its silhouette in its colour on a calm ground, and its title for those who hear
 * pages. A function of the look alone; no text, fonts or files of others. O(1).
 */
export function drawProduct(look: Look): string {
  const { shape, ink, pattern } = finerLook(look)
  const paint = new Paint({ ink, pattern })
  const drawn = silhouettes[shape](paint)
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">' +
    `<title>${escaped(look.title)}</title>` +
    `<defs>${groundOf(look.hue, ink)}${drawn.includes('url(#p)') ? printOf(paint) : ''}</defs>` +
    '<path d="M0 0H400V400H0Z" fill="url(#g)"/>' +
    '<ellipse cx="200" cy="326" rx="124" ry="15" fill="#1d2230" opacity=".13"/>' +
    `${drawn}</svg>`
  )
}

/** A ground of the surrounding hue: light under dark things, a shade deeper under white ones, so that every edge shows. */
function groundOf(hue: number, ink: string): string {
  const isBright = brightness(ink) > 0.78
  const [around, saturation, from, to] = isBright ? [206, 32, 88, 78] : [hue, 42, 96, 87]
  return (
    '<linearGradient id="g" x1="0" y1="0" x2=".4" y2="1">' +
    `<stop stop-color="hsl(${around} ${saturation}% ${from}%)"/>` +
    `<stop offset="1" stop-color="hsl(${(around + 24) % 360} ${saturation}% ${to}%)"/></linearGradient>`
  )
}

/** What is printed on cloth: stripes, dots, checks, blossoms or a weave. */
function printOf(paint: Paint): string {
  const color = brightness(paint.ink) > 0.6 ? paint.dark : paint.light
  const prints = [
    '',
    `<path d="M0 6H28" stroke="${color}" stroke-width="6"/>`,
    `<circle cx="8" cy="8" r="4" fill="${color}"/><circle cx="22" cy="22" r="4" fill="${color}"/>`,
    `<path d="M0 7H28M7 0V28" stroke="${color}" stroke-width="7" opacity=".55"/>`,
    `<path d="M14 8v12M8 14h12M10 10l8 8M18 10l-8 8" stroke="${color}" stroke-width="4" stroke-linecap="round"/>`,
    `<path d="M0 0L28 28" stroke="${color}" stroke-width="3" opacity=".6"/>`,
  ]
  return `<pattern id="p" width="28" height="28" patternUnits="userSpaceOnUse">${prints[paint.pattern % prints.length]}</pattern>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
