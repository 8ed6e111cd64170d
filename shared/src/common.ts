import { type TSchema, Type } from 'typebox'
import { UNSEEN_MARKS } from './rules/typed.ts'

export const Id = Type.String({ format: 'uuid' })
/** An instant; a leap second is none that a clock here can show. */
export const DateTime = Type.String({ format: 'date-time', pattern: ':[0-5]\\d([.Z+-]|$)' })
/** A calendar day in Beijing, `2026-11-23`, of a time people now live in. */
export const Day = Type.String({ format: 'date', pattern: '^(19|20)[0-9]{2}-' })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const ById = Type.Object({ id: Id })
/** What the editor read: a change is refused when somebody else's came between. */
export const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
export const Done = Type.Object({})

/** No control characters but tab and line breaks, which PostgreSQL and WeChat refuse. */
const PLAIN = '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$'
/** Something to read: of a sentence two letters or figures, of a word one character that shows. */
const says = (minLength: number) =>
  minLength >= 4
    ? '(?=(?:[^\\p{L}\\p{N}]*[\\p{L}\\p{N}]){2})'
    : minLength >= 1
      ? `(?=[\\s${UNSEEN_MARKS}]*[^\\s${UNSEEN_MARKS}])`
      : ''

/** Text a person typed; spaces and marks alone are none. */
export const Words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: `^${says(minLength)}${PLAIN}` })

/** A name: words on one line, which stand in titles, file names and lists. */
export const Line = (minLength: number, maxLength: number) =>
  Type.String({
    minLength,
    maxLength,
    pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$'
  })

/**
 * A person's or a firm's name: letters of any script with the marks names are written with, at least one
 * letter.
 */
export const Name = (minLength: number) =>
  Type.String({
    minLength,
    maxLength: 60,
    pattern: `^[ \\u3000${UNSEEN_MARKS}]*[\\p{L}\\p{Co}][\\p{L}\\p{M}\\p{N}\\p{Co} \\u3000${UNSEEN_MARKS}·•‧・･∙⋅.'’‘()（）&＆、—-]*$`
  })

/** A number as somebody typed or pasted it: the rules for its kind say what it means. */
export const typed = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: `^${PLAIN}` })
export const Typed = typed(1, 80)

/** Where the next page starts; opaque to clients. */
export const Cursor = Type.String({ maxLength: 200, pattern: '^[\\w.~:-]*$' })
export const Paged = Type.Object({ cursor: Type.Optional(Cursor) })
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) })
