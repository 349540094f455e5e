/** What a silhouette is drawn with: the product's colour in four lights, and strokes on a sheet of 400 x 400. */
export class Paint {
  readonly ink: string
  readonly dark: string
  readonly deep: string
  readonly light: string
  readonly pale: string
  /** 0 to 5: what is printed on cloth and paper. */
  readonly pattern: number

  constructor({ ink, pattern }: { ink: string; pattern: number }) {
    this.ink = ink
    this.dark = mix(ink, '#1d2230', 0.22)
    this.deep = mix(ink, '#1d2230', 0.45)
    this.light = mix(ink, '#ffffff', 0.3)
    this.pale = mix(ink, '#ffffff', 0.68)
    this.pattern = pattern
  }

  path(d: string, fill: string = this.ink): string {
    return `<path d="${d}" fill="${fill}"/>`
  }

  /** A filled path with what is printed on it. */
  cloth(d: string, fill: string = this.ink): string {
    return this.path(d, fill) + (this.pattern === 0 ? '' : `<path d="${d}" fill="url(#p)"/>`)
  }

  stroke(d: string, color: string = this.dark, width = 5): string {
    return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
  }

  box(x: number, y: number, width: number, height: number, round: number, fill: string = this.ink): string {
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`
  }

  disc(x: number, y: number, radius: number, fill: string = this.ink): string {
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`
  }

  oval(x: number, y: number, across: number, up: number, fill: string = this.ink): string {
    return `<ellipse cx="${x}" cy="${y}" rx="${across}" ry="${up}" fill="${fill}"/>`
  }

  /** A lighter stripe where the light falls on something round or glossy. */
  gloss(x: number, y: number, width: number, height: number): string {
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${width / 2}" fill="#fff" opacity=".35"/>`
  }

  /** A pale label with two lines where words would be. */
  label(x: number, y: number, width: number, height: number): string {
    const [left, right, middle] = [x + width * 0.2, x + width * 0.8, y + height / 2]
    return (
      this.box(x, y, width, height, 5, '#fdfaf4') +
      this.stroke(`M${left} ${middle - 7}H${right}M${left} ${middle + 9}H${(left + right) / 2}`, this.ink, 5)
    )
  }
}

/** Draws one silhouette. */
export type Draw = (paint: Paint) => string

/** A colour between two, as #rrggbb. @param share of the second, 0 to 1 */
export function mix(a: string, b: string, share: number): string {
  const channel = (at: number) => {
    const [from, to] = [Number.parseInt(a.slice(at, at + 2), 16), Number.parseInt(b.slice(at, at + 2), 16)]
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

/** How bright a colour is to the eye, 0 to 1. Source: ITU-R BT.601 luma. */
export function brightness(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255
}
