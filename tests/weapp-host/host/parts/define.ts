import type { Space } from '../engine.ts'
import type { Data, HostElement, Part } from '../types.ts'

type Heard = Record<string, (value: never) => void>
/** Fills a built-in component's element; returns what to do whenever a property of it is set. */
export type Setup = (part: Part, element: HostElement) => Heard | undefined
export type Properties = Record<string, string | number | boolean | null>

const typeOf = (value: Properties[string]) =>
  value === null ? null : { string: String, number: Number, boolean: Boolean }[typeof value as 'string']

/**
 * Registers a built-in component: a bare element with properties (by their defaults) that `setup` brings to
 * life.
 */
export function define(space: Space, tag: string, properties: Properties, setup: Setup): void {
  const heard = new WeakMap<object, Heard>()
  const observed = Object.entries(properties).map(([name, value]) => [
    name,
    {
      type: typeOf(value),
      value,
      observer(this: Part, now: never) {
        heard.get(this)?.[name]?.(now)
      }
    }
  ])
  const component = space.defineComponent({
    is: `builtin/${tag}`,
    options: { dataDeepCopy: 'none', propertyPassingDeepCopy: 'none', writeIdToDOM: true },
    properties: Object.fromEntries(observed),
    template: null,
    lifetimes: {
      created(this: Part) {
        const element = this.getBackendElement() as HostElement | null // none once its page is closed
        heard.set(this, (element && setup(this, element)) ?? {})
      },
      attached(this: Part) {
        const data = this.data as Data
        for (const [name, hear] of Object.entries(heard.get(this)!)) hear(data[name] as never)
      }
    }
  })
  space.setGlobalUsingComponent(tag, component)
}

/** Greys an element out for eyes, fingers and screen readers alike. */
export function disable(element: HostElement, disabled: boolean): void {
  element.__wxDisabled = disabled
  element.toggleAttribute('disabled', disabled)
  element.setAttribute('aria-disabled', String(disabled))
}
