import type { Config } from '../compile/checks.ts'
import type { Package } from '../compile/package.ts'
import type { Chrome } from './chrome.ts'
import type { Pages } from './pages.ts'

export type Data = Record<string, unknown>

/** A glass-easel component instance, as far as the host touches it. */
export type Part = {
  data: Data
  setData: (data: Data, done?: () => void) => void
  triggerEvent: (name: string, detail?: unknown, options?: object) => void
  addListener: (name: string, heard: (event: PartEvent) => void) => void
  getBackendElement: () => HostElement
} & Data
export type PartEvent = { getOriginalEvent?: () => Event | undefined }
export type HostElement = HTMLElement & { __wxElement?: Part; __wxDisabled?: boolean }

/** A page on the stack. */
export type Entry = {
  path: string
  options: Record<string, string>
  caller: Part
  root: { getComponent: () => unknown; release: () => void }
  element: HTMLElement
  config: Config
}

/** What the person holding the phone, and the test beside them, decide. */
export type Person = Readonly<{
  login?: () => Promise<string>
  phoneCode?: () => Promise<string>
  subscribe?: 'accept' | 'reject'
  scene?: number
}>

export type Host = {
  pkg: Package
  person: Person
  errors: { kind: string; message: string }[]
  warnings: string[]
  /** Files the person has ready in camera or album, by temporary path. */
  files: Map<string, File>
  dialled: string[]
  report: (kind: string, error: unknown) => void
  chrome: Chrome
  pages: Pages
  wx: Data
  launch: { path: string; query: Record<string, string>; scene: number }
  listeners: Map<string, Set<(value: unknown) => void>>
  currentPage: () => Entry
}
