import { CurrentWindowBackendContext } from 'glass-easel'
import { type Deliver, listenToFingers } from './gestures.ts'
import type { HostElement } from './types.ts'

const PREVENT = 1 // glass-easel's EventBubbleStatus.NoDefault
const hostTag = (tag: string) => (tag.startsWith('wx-') || tag.includes('--') ? tag : `wx-${tag}`)

type Heard = (target: unknown, type: string, detail: object, init: object) => number

/** glass-easel on the real document, with WeChat's tag names and its events made by our own gestures. */
export class HostBackend extends CurrentWindowBackendContext {
  #heard: Heard | undefined
  document = {
    createElement: (tag: string) => document.createElement(hostTag(tag)),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment()
  } as never

  // Every event comes from the gestures or from a built-in component: nothing to attach per element.
  override setListenerStats(): void {}

  override onEvent(listener: never): void {
    const first = !this.#heard
    this.#heard = listener as Heard
    if (!first) return
    const deliver: Deliver = (target: HostElement, type, detail, init) =>
      this.#heard!(target.__wxElement, type, detail, init) === PREVENT
    listenToFingers(document.body, deliver)
  }
}
