import { type Metres, pixelOf, type Size, type View } from './map-plane.ts'
import { withRoom } from './map-room.ts'
import type { Chosen, Mark, PlanScene } from './plan-scene.ts'
import type { TourLook } from './tour-look.ts'

export type MapLook = { readonly isDark: boolean; readonly font: string }
type Ground = {
  readonly land: string
  readonly water: string
  readonly road: string
  readonly street: string
  readonly border: string
  readonly ink: string
  readonly late: string
}
export type Picture = {
  readonly scene: PlanScene
  readonly view: View
  readonly size: Size
  readonly chosen: Chosen
  /** Where a stop that is dragged would go: from, here, to. */
  readonly ghost: readonly Metres[]
}

const grounds: Readonly<Record<'light' | 'dark', Ground>> = {
  light: {
    land: '#f6f5f1',
    water: '#b9d7e8',
    road: '#d3cdbf',
    street: '#e5e1d6',
    border: '#cbb9d6',
    ink: '#22272c',
    late: '#c21f2b',
  },
  dark: {
    land: '#1b1e22',
    water: '#1f3b4d',
    road: '#464b52',
    street: '#30343a',
    border: '#4d4158',
    ink: '#f1f3f5',
    late: '#ff8787',
  },
}

/** Draws a plan: the ground, then lines, then stops; what is in focus is drawn last. O(points in the scene). */
export function drawMap(ctx: CanvasRenderingContext2D, picture: Picture, look: MapLook): void {
  const { scene, size, chosen, view } = picture
  const ground = grounds[look.isDark ? 'dark' : 'light']
  const at = (point: Metres) => pixelOf(point, view, size)
  ctx.fillStyle = ground.land
  ctx.fillRect(0, 0, size.width, size.height)
  drawRoads(ctx, scene, ground, at)
  const inFocus = (vehicle: string | undefined) => chosen.vehicle === undefined || vehicle === chosen.vehicle
  const lines = [...scene.lines].sort((a, b) => Number(inFocus(a.tour.vehicle)) - Number(inFocus(b.tour.vehicle)))
  for (const { tour, points } of lines) drawTour(ctx, points.map(at), tour.look, inFocus(tour.vehicle) ? 1 : 0.12)
  drawGhost(ctx, picture.ghost.map(at), ground)
  drawMarks(ctx, picture, inFocus, { ground, font: look.font })
  for (const { at: depot } of scene.depots) drawDepot(ctx, at(depot), ground)
  const one = scene.marks.find(({ delivery }) => delivery === chosen.delivery)
  if (one) {
    drawMark(ctx, one, at(one.at), { ground, isFaint: false, hasPlace: true, font: look.font })
    ring(ctx, at(one.at), ground.ink)
  }
}

/** All stops but the chosen one: small dots where they are crowded, and above them those that have room for a number. */
function drawMarks(
  ctx: CanvasRenderingContext2D,
  { scene, view, size, chosen }: Picture,
  inFocus: (vehicle: string | undefined) => boolean,
  look: Pick<MarkLook, 'ground' | 'font'>,
): void {
  const weight = (mark: Mark) => 2 * Number(inFocus(mark.tour?.vehicle)) + Number(isBad(mark))
  const marks = scene.marks
    .filter(({ delivery }) => delivery !== chosen.delivery)
    .sort((a, b) => weight(b) - weight(a))
    .map((mark) => ({ mark, at: pixelOf(mark.at, view, size) }))
  const hasRoom = withRoom(
    marks.map(({ at }) => at),
    numberedPixels,
  )
  for (const isNumbered of [false, true])
    for (let index = marks.length - 1; index >= 0; index--) {
      const { mark, at } = marks[index]!
      if (hasRoom[index] !== isNumbered || isOutOfSight(at, size)) continue
      const isIn = inFocus(mark.tour?.vehicle)
      const isFaint = !isIn && mark.tour !== undefined
      if (isNumbered) drawMark(ctx, mark, at, { ...look, isFaint, hasPlace: chosen.vehicle !== undefined && isIn })
      else drawDot(ctx, mark, at, { ...look, isFaint })
    }
}

/** Nearer than this two numbers cover one another. */
const numberedPixels = 15

const isBad = ({ tour, stop }: Mark) => !tour || !stop || stop.lateSeconds > 0 || stop.state === 'failed'

const isOutOfSight = ({ x, y }: Metres, { width, height }: Size) =>
  x < -20 || y < -20 || x > width + 20 || y > height + 20

type At = (point: Metres) => Metres

function drawRoads(ctx: CanvasRenderingContext2D, { roads }: PlanScene, ground: Ground, at: At): void {
  const widths = { water: 7, border: 1, street: 1.5, road: 3 }
  ctx.lineJoin = 'round'
  ctx.lineCap = 'round'
  for (const kind of ['water', 'border', 'street', 'road'] as const) {
    ctx.strokeStyle = ground[kind]
    ctx.lineWidth = widths[kind]
    ctx.setLineDash(kind === 'border' ? [6, 4] : [])
    ctx.beginPath()
    for (const road of roads) if (road.kind === kind) trace(ctx, road.points.map(at))
    ctx.stroke()
  }
  ctx.setLineDash([])
}

function drawTour(
  ctx: CanvasRenderingContext2D,
  points: readonly Metres[],
  { color, dash }: TourLook,
  alpha: number,
): void {
  ctx.globalAlpha = alpha
  ctx.strokeStyle = color
  ctx.lineWidth = 2.25
  ctx.setLineDash([...dash])
  ctx.beginPath()
  trace(ctx, points)
  ctx.stroke()
  ctx.setLineDash([])
  ctx.globalAlpha = 1
}

function drawGhost(ctx: CanvasRenderingContext2D, points: readonly Metres[], { ink }: Ground): void {
  if (points.length < 2) return
  ctx.strokeStyle = ink
  ctx.lineWidth = 2
  ctx.setLineDash([3, 4])
  ctx.beginPath()
  trace(ctx, points)
  ctx.stroke()
  ctx.setLineDash([])
}

type MarkLook = {
  readonly ground: Ground
  readonly isFaint: boolean
  readonly hasPlace: boolean
  readonly font: string
}

function drawDot(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  { x, y }: Metres,
  { ground, isFaint }: Pick<MarkLook, 'ground' | 'isFaint'>,
): void {
  const color = isBad(mark) || !mark.tour ? ground.late : mark.tour.look.color
  const isOver = mark.stop?.endedAt !== undefined
  ctx.globalAlpha = isFaint ? 0.25 : 1
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.arc(x, y, 3.5, 0, 2 * Math.PI)
  ctx.fillStyle = isOver ? ground.land : color
  ctx.strokeStyle = isOver ? color : ground.land
  ctx.fill()
  ctx.stroke()
  ctx.globalAlpha = 1
}

/** A stop: a disc in the colour of its tour with a number; one that is over is hollow, a late one has a sign, one without a tour is a diamond. */
function drawMark(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  { x, y }: Metres,
  { ground, isFaint, hasPlace, font }: MarkLook,
): void {
  const { tour, stop, place } = mark
  ctx.globalAlpha = isFaint ? 0.25 : 1
  ctx.lineWidth = 1.5
  if (!tour || !stop) {
    ctx.beginPath()
    trace(ctx, [
      { x, y: y - 8 },
      { x: x + 8, y },
      { x, y: y + 8 },
      { x: x - 8, y },
      { x, y: y - 8 },
    ])
    ctx.fillStyle = ground.land
    ctx.strokeStyle = ground.late
    ctx.fill()
    ctx.stroke()
    write(ctx, '?', { x, y }, ground.late, `700 10px ${font}`)
    ctx.globalAlpha = 1
    return
  }
  const isOver = stop.endedAt !== undefined
  const text = String(hasPlace ? place + 1 : tour.look.number)
  ctx.beginPath()
  ctx.arc(x, y, hasPlace ? 9 : 7, 0, 2 * Math.PI)
  ctx.fillStyle = isOver ? ground.land : tour.look.color
  ctx.strokeStyle = isOver ? tour.look.color : ground.land
  ctx.fill()
  ctx.stroke()
  write(ctx, text, { x, y }, isOver ? tour.look.color : tour.look.onColor, `600 ${text.length > 2 ? 8 : 10}px ${font}`)
  if (stop.lateSeconds > 0 || stop.state === 'failed') sign(ctx, { x: x + 8, y: y - 8 }, ground, font)
  ctx.globalAlpha = 1
}

function sign(ctx: CanvasRenderingContext2D, { x, y }: Metres, ground: Ground, font: string): void {
  ctx.beginPath()
  ctx.arc(x, y, 5.5, 0, 2 * Math.PI)
  ctx.fillStyle = ground.late
  ctx.fill()
  write(ctx, '!', { x, y }, ground.land, `800 9px ${font}`)
}

function ring(ctx: CanvasRenderingContext2D, { x, y }: Metres, ink: string): void {
  ctx.beginPath()
  ctx.arc(x, y, 13, 0, 2 * Math.PI)
  ctx.strokeStyle = ink
  ctx.lineWidth = 2.5
  ctx.stroke()
}

function drawDepot(ctx: CanvasRenderingContext2D, { x, y }: Metres, { ink, land }: Ground): void {
  ctx.fillStyle = ink
  ctx.strokeStyle = land
  ctx.lineWidth = 2
  ctx.beginPath()
  trace(ctx, [
    { x: x - 9, y: y + 8 },
    { x: x - 9, y: y - 3 },
    { x, y: y - 10 },
    { x: x + 9, y: y - 3 },
    { x: x + 9, y: y + 8 },
    { x: x - 9, y: y + 8 },
  ])
  ctx.fill()
  ctx.stroke()
  ctx.fillStyle = land
  ctx.fillRect(x - 4, y, 8, 8)
}

function write(ctx: CanvasRenderingContext2D, text: string, { x, y }: Metres, color: string, font: string): void {
  ctx.font = font
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = color
  ctx.fillText(text, x, y + 0.5)
}

function trace(ctx: CanvasRenderingContext2D, points: readonly Metres[]): void {
  for (const [index, { x, y }] of points.entries()) index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)
}
