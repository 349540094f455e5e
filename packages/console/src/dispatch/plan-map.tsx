import { ActionIcon, Box, Group, Text, UnstyledButton, useComputedColorScheme, VisuallyHidden } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { resolved } from '../chart/colors.ts'
import classes from './dispatch.module.css'
import { drawMap } from './draw-map.ts'
import { markAt, targetAt } from './map-hits.ts'
import { scaleBar } from './map-plane.ts'
import { StopNote } from './map-stop-note.tsx'
import { words } from './plan.words.ts'
import { type Chosen, type Mark, type PlanScene, pointsOf } from './plan-scene.ts'
import { StopTable } from './stop-table.tsx'
import type { DispatchFormat } from './use-dispatch-format.ts'
import type { Drag } from './use-drag.ts'
import { inside, useMapView } from './use-map-view.ts'

export type MapProps = {
  readonly scene: PlanScene
  /** Of another plan all is shown anew. */
  readonly plan: string
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  readonly drag: Drag
  /** Absent where the plan cannot be changed. */
  readonly askMove?: (delivery: string) => void
  readonly format: DispatchFormat
}

const keyPixels = 60

/** A map without anybody's tiles: roads as the shop gave them, depots, stops and tours. All of it is a table as well. */
export function PlanMap(props: MapProps) {
  const { scene, chosen, askMove, format } = props
  const say = useWords(words)
  const help = useId()
  const [isTable, setTable] = useState(false)
  const [under, setUnder] = useState<Mark>()
  const box = useRef<HTMLDivElement>(null)
  const points = useMemo(() => pointsOf(scene, chosen.vehicle), [scene, chosen.vehicle])
  const map = useMapView(box, points, `${props.plan} ${chosen.vehicle}`)
  const one = under ?? scene.marks.find(({ delivery }) => delivery === chosen.delivery)
  const { metres, pixels } = scaleBar(map.view.scale)
  return (
    <Box>
      <Box
        ref={box}
        className={classes.map}
        role="application"
        aria-label={say.map}
        aria-describedby={help}
        tabIndex={0}
        data-on={under ? true : undefined}
        onKeyDown={keysOf(props, map)}
        {...usePointer(props, map, setUnder)}
      >
        <Canvas {...props} map={map} />
        <Group className={classes.buttons} gap={4}>
          <MapButton label={say.zoomIn} onClick={() => map.zoom(1.5)} Icon={IconPlus} />
          <MapButton label={say.zoomOut} onClick={() => map.zoom(1 / 1.5)} Icon={IconMinus} />
          <MapButton label={say.fit} onClick={map.fit} Icon={IconFocusCentered} />
        </Group>
        <div className={classes.scale}>
          {format.km(metres)}
          <span style={{ width: pixels }} />
        </div>
      </Box>
      <VisuallyHidden id={help}>{say.mapHelp}</VisuallyHidden>
      <StopNote mark={one} format={format} />
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text size="xs" c="dimmed" maw="36rem">
          {say.mapHint} {say.mapHelp}
        </Text>
        <UnstyledButton onClick={() => setTable(!isTable)} aria-expanded={isTable}>
          <Text size="xs" c="dimmed" td="underline">
            {isTable ? say.hideTable : say.showTable}
          </Text>
        </UnstyledButton>
      </Group>
      {isTable && <StopTable marks={scene.marks} askMove={askMove} format={format} />}
    </Box>
  )
}

type MapView = ReturnType<typeof useMapView>

function MapButton({
  label,
  onClick,
  Icon,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly Icon: typeof IconPlus
}) {
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      title={label}
      onClick={onClick}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
}

/** The drawing itself, made anew in the frame after something changed. */
function Canvas({ scene, chosen, drag, map: { view, size } }: MapProps & { readonly map: MapView }) {
  const isDark = useComputedColorScheme('light') === 'dark'
  const ref = useRef<HTMLCanvasElement>(null)
  const between = drag.now?.between
  const dragged = scene.marks.find(({ delivery }) => delivery === drag.now?.delivery)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const canvas = ref.current
      const ctx = canvas?.getContext('2d')
      if (!canvas || !ctx || size.width === 0) return
      const ratio = window.devicePixelRatio || 1
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
      const ghost = between && dragged ? [between[0], dragged.at, between[1]] : []
      drawMap(
        ctx,
        { scene, view, size, chosen, ghost },
        { isDark, font: resolved('--mantine-font-family') || 'sans-serif' },
      )
    })
    return () => cancelAnimationFrame(frame)
  }, [scene, view, size, chosen, isDark, between, dragged])
  return <canvas ref={ref} aria-hidden />
}

/** What the keyboard does on the map. */
function keysOf({ scene, chosen, choose, askMove }: MapProps, { push, zoom, fit }: MapView) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const reachable = scene.marks.filter(({ tour }) => chosen.vehicle === undefined || tour?.vehicle === chosen.vehicle)
    const step = (by: number) => {
      const index = reachable.findIndex(({ delivery }) => delivery === chosen.delivery)
      const next = reachable[(index + by + reachable.length) % reachable.length] ?? reachable[0]
      if (next) choose({ ...chosen, delivery: next.delivery })
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => push(keyPixels, 0),
      ArrowRight: () => push(-keyPixels, 0),
      ArrowUp: () => push(0, keyPixels),
      ArrowDown: () => push(0, -keyPixels),
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': fit,
      n: () => step(1),
      p: () => step(-1),
      ㅜ: () => step(1), // the same keys of a Korean keyboard
      ㅔ: () => step(-1),
      Enter: () => chosen.delivery !== undefined && askMove?.(chosen.delivery),
      Escape: () => choose({}),
    }
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}

/** Pushing the map, choosing a stop and dragging one, with the mouse or one finger. */
function usePointer(props: MapProps, map: MapView, setUnder: (mark: Mark | undefined) => void) {
  const { scene, chosen, choose, drag, askMove } = props
  const from = useRef<{ x: number; y: number; readonly mark?: Mark; isMoved: boolean }>(undefined)
  const shown = { scene, view: map.view, size: map.size, chosen }
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !event.isPrimary) return
    const mark = markAt(shown, inside(event.currentTarget, event))
    if (event.pointerType === 'touch' && !mark) return // one finger scrolls the page
    from.current = { x: event.clientX, y: event.clientY, mark, isMoved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const start = from.current
    const at = inside(event.currentTarget, event)
    if (!start) return event.pointerType === 'mouse' ? setUnder(markAt(shown, at)) : undefined
    const [right, downward] = [event.clientX - start.x, event.clientY - start.y]
    if (!start.isMoved && Math.hypot(right, downward) < 5) return
    start.isMoved = true
    if (start.mark) {
      if (!askMove || start.mark.stop?.isFixed) return
      const found = targetAt(shown, start.mark.delivery, at)
      return drag.over({ delivery: start.mark.delivery, x: event.clientX, y: event.clientY, ...found })
    }
    map.push(right, downward)
    from.current = { ...start, x: event.clientX, y: event.clientY }
  }
  const end = (event: PointerEvent<HTMLElement>) => {
    const start = from.current
    from.current = undefined
    if (!start) return
    if (event.type === 'pointercancel') return drag.cancel()
    if (start.isMoved && start.mark) return drag.drop()
    if (!start.isMoved) choose({ ...chosen, delivery: start.mark?.delivery })
  }
  return {
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => setUnder(undefined),
  }
}
