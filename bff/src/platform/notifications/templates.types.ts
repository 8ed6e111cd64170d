import type { Template } from './notifications.table.ts'

/** The subscribe templates of a county's own mini-program, by what they tell. */
export type TemplatesOf = (county: string) => Readonly<Record<Template, string>>
