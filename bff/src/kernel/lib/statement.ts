import { type SQL, sql } from 'drizzle-orm'
import type { ParameterOrJSON, Sql } from 'postgres'
import type { Db } from './deps.ts'

type Name<V> = Extract<keyof V, string>

/** A piece of SQL: its text, and the names of the parameters that stand between. */
export type Part<V> = Readonly<{ texts: readonly string[]; names: readonly Name<V>[] }>

/** Two pieces, one right after the other. */
const after = <V>(left: Part<V>, right: Part<V>): Part<V> => ({
  texts: [...left.texts.slice(0, -1), left.texts.at(-1)! + right.texts[0]!, ...right.texts.slice(1)],
  names: [...left.names, ...right.names]
})

type Plain = Readonly<{ texts: readonly [string]; names: readonly [] }>
/** SQL of our own without parameters: a number, a list of states; never a word of a request. */
export const plain = (text: string): Plain => ({ texts: [text], names: [] })

/**
 * SQL with parameters by name: `` part<V>()`select … where id = ${'id'}` ``. The same name is the same
 * parameter wherever it stands. A piece may stand in another.
 */
export const part =
  <V extends object>() =>
  (texts: TemplateStringsArray, ...pieces: readonly (Name<V> | Part<V> | Plain)[]): Part<V> =>
    pieces.reduce<Part<V>>(
      (whole, piece, at) =>
        after(
          after(whole, typeof piece === 'string' ? { texts: ['', ''], names: [piece] } : piece),
          plain(texts[at + 1]!)
        ),
      plain(texts[0]!)
    )

/** Pieces with commas between them, as in a `with`. */
export const list = <V>(parts: readonly Part<V>[]): Part<V> =>
  parts.reduce((whole, one) => after(after(whole, plain(', ')), one))

const kept = new WeakMap<object, { text: string; order: string[] }>()
/** The text with `$1`, `$2` … and which name each number stands for; worked out once a part. */
export function numbered<V>(whole: Part<V>): { text: string; order: Name<V>[] } {
  const known = kept.get(whole) as { text: string; order: Name<V>[] } | undefined
  if (known) return known
  const { texts, names } = whole
  const order = [...new Set(names)]
  const text = names.reduce(
    (written, name, at) => `${written}$${order.indexOf(name) + 1}${texts[at + 1]}`,
    texts[0]!
  )
  kept.set(whole, { text, order })
  return { text, order }
}

/**
 * The statement, to be run outside a transaction: planned once a connection. drizzle prepares only what its
 * own builder made. Nothing checks that the columns are what `R` says.
 */
export function prepared<R extends object, V extends object>(
  db: Db,
  whole: Part<V>
): (values: V) => Promise<R[]> {
  const { $client } = db as Db & { $client: Sql }
  const { text, order } = numbered(whole)
  return async (values) => [
    ...(await $client.unsafe<R[]>(
      text,
      order.map((name) => values[name] as ParameterOrJSON<never>),
      { prepare: true }
    ))
  ]
}

/** The same statement for a transaction of drizzle's, planned each time. */
export const within = <V extends object>({ texts, names }: Part<V>, values: V): SQL =>
  names.reduce(
    (whole, name, at) => sql`${whole}${values[name]}${sql.raw(texts[at + 1]!)}`,
    sql.raw(texts[0]!)
  )
