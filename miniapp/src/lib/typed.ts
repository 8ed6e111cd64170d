import { useState } from 'react'
import { create } from 'zustand'
import { onSignedIn } from './session.ts'
import { keep, kept } from './store.ts'

/** Where something was typed: `matter.action.field`. */
type Place = string
type Typed = Readonly<Record<Place, Readonly<{ value: unknown; at: number }>>>

const NAME = 'typed'
const MOST = 60
const DAY_MS = 86_400_000
/** The server keeps a picture nobody sent for seven days. */
const keptFor = (place: Place): number => (place.endsWith('.photos') ? 6 : 14) * DAY_MS

const still = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed)
      .filter(([place, { at }]) => Date.now() - at < keptFor(place))
      .sort(([, one], [, other]) => other.at - one.at)
      .slice(0, MOST)
  )

const useStore = create<{ typed: Typed }>(() => ({ typed: still(kept<Typed>(NAME) ?? {}) }))

function put(typed: Typed): void {
  const next = still(typed)
  keep(NAME, next)
  useStore.setState({ typed: next })
}

const without = (gone: (place: Place) => boolean): Typed =>
  Object.fromEntries(Object.entries(useStore.getState().typed).filter(([place]) => !gone(place)))

/** Was sent, or is not wanted: everything typed at places that begin so. */
export function forgetTyped(prefix: string): void {
  const rest = without((place) => place.startsWith(prefix))
  if (Object.keys(rest).length < Object.keys(useStore.getState().typed).length) put(rest)
}

// Whoever signs out, or gives way to another, leaves nothing of theirs on the phone.
onSignedIn(() => kept<Typed>(NAME) || put({}))

/**
 * useState that the phone keeps: whatever ends the form (another’s step, the way back, a reload, a new
 * sign-in), its words are there again. `undefined` as place keeps nothing: for words that must not stay on a
 * phone.
 */
export function useTyped<T>(place: Place | undefined, start: T): readonly [T, (value: T) => void] {
  const [unkept, setUnkept] = useState<T>()
  const known = useStore(({ typed }) => (place === undefined ? undefined : typed[place]))
  if (place === undefined) return [unkept ?? start, setUnkept]
  const write = (value: T) => {
    const rest = without((one) => one === place)
    const same = JSON.stringify(value) === JSON.stringify(start)
    put(same ? rest : { ...rest, [place]: { value, at: Date.now() } })
  }
  return [known ? (known.value as T) : start, write]
}

/** Texts typed for steps of a matter that are no longer open to this reader. */
export function useLeftWords(
  matter: string,
  open: readonly string[]
): readonly { place: Place; text: string }[] {
  const typed = useStore((state) => state.typed)
  return Object.entries(typed).flatMap(([place, { value }]) => {
    const [id, action] = place.split('.')
    const left = id === matter && !open.includes(action!) && typeof value === 'string' && value.trim() !== ''
    return left ? [{ place, text: value }] : []
  })
}
