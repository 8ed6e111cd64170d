import type { HostElement } from './types.ts'

const TAP_PX = 10
const LONG_MS = 350

/** True while a tap is being heard: some questions may be asked only then. */
export const tap = { heard: false }

/** Hands an event to the component tree; true when the tree wants the browser's own reaction stopped. */
export type Deliver = (target: HostElement, type: string, detail: object, init: object) => boolean

type Point = Readonly<{ identifier: number; pageX: number; pageY: number; clientX: number; clientY: number }>
type Press = { from: Point; target: EventTarget | null; timer: number; moved: boolean }

const pointOf = ({
  pageX,
  pageY,
  clientX,
  clientY,
  identifier = 0
}: Touch | (MouseEvent & { identifier?: number })): Point => ({
  identifier,
  pageX,
  pageY,
  clientX,
  clientY
})

function componentOf(target: EventTarget | null): HostElement | undefined {
  let node = target as HostElement | null
  while (node && !node.__wxElement) node = node.parentNode as HostElement | null
  return node?.isConnected ? node : undefined
}
function isDisabled(target: EventTarget | null): boolean {
  for (let node = target as HostElement | null; node; node = node.parentNode as HostElement | null)
    if (node.__wxDisabled) return true
  return false
}

/** Turns the browser's touches and mouse into WeChat's touchstart, tap, longpress and their kin. */
export function listenToFingers(body: HTMLElement, deliver: Deliver): void {
  const pressed = new Map<number, Press>()
  const decideTimer = (
    event: Event,
    target: EventTarget | null,
    type: string,
    at: Point,
    touches: Point[]
  ) => {
    const component = componentOf(target)
    if (!component) return
    const stop = deliver(
      component,
      type,
      { x: at.pageX, y: at.pageY },
      {
        originalEvent: event,
        bubbles: true,
        composed: true,
        capturePhase: true,
        extraFields: { touches, changedTouches: [at] }
      }
    )
    if (stop && event.cancelable) event.preventDefault()
  }
  const start = (event: Event, at: Point, touches: Point[]) => {
    const { target } = event
    decideTimer(event, target, 'touchstart', at, touches)
    const timer = window.setTimeout(() => {
      if (!isDisabled(target)) decideTimer(event, target, 'longpress', at, touches)
    }, LONG_MS)
    pressed.set(at.identifier, { from: at, target, timer, moved: false })
  }
  const move = (event: Event, at: Point, touches: Point[]) => {
    const press = pressed.get(at.identifier)
    if (!press) return
    press.moved ||= Math.hypot(press.from.clientX - at.clientX, press.from.clientY - at.clientY) > TAP_PX
    if (press.moved) clearTimeout(press.timer)
    decideTimer(event, press.target, 'touchmove', at, touches)
  }
  const end = (event: Event, at: Point, touches: Point[], type: 'touchend' | 'touchcancel') => {
    const press = pressed.get(at.identifier)
    if (!press) return
    pressed.delete(at.identifier)
    clearTimeout(press.timer)
    decideTimer(event, press.target, type, at, touches)
    if (type !== 'touchend' || press.moved || isDisabled(press.target)) return
    tap.heard = true
    decideTimer(event, press.target, 'tap', at, touches)
    tap.heard = false
  }

  const options = { capture: true, passive: false }
  const byTouch =
    (heard: (event: TouchEvent, at: Point, touches: Point[]) => void) => (event: TouchEvent) => {
      for (const touch of event.changedTouches) heard(event, pointOf(touch), [...event.touches].map(pointOf))
    }
  body.addEventListener('touchstart', byTouch(start), options)
  body.addEventListener('touchmove', byTouch(move), options)
  body.addEventListener(
    'touchend',
    byTouch((event, at, touches) => end(event, at, touches, 'touchend')),
    options
  )
  body.addEventListener(
    'touchcancel',
    byTouch((event, at, touches) => end(event, at, touches, 'touchcancel')),
    options
  )
  // A browser sends mouse events after a touch for old pages: those are the same finger again.
  const byMouse = (heard: (event: MouseEvent, at: Point) => void) => (event: MouseEvent) => {
    const { sourceCapabilities } = event as { sourceCapabilities?: { firesTouchEvents: boolean } }
    if (event.button === 0 && !sourceCapabilities?.firesTouchEvents) heard(event, pointOf(event))
  }
  body.addEventListener(
    'mousedown',
    byMouse((event, at) => start(event, at, [at])),
    options
  )
  body.addEventListener(
    'mousemove',
    byMouse((event, at) => move(event, at, [at])),
    options
  )
  body.addEventListener(
    'mouseup',
    byMouse((event, at) => end(event, at, [], 'touchend')),
    options
  )
}
