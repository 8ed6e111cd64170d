import { makePgArray, parsePgArray } from 'drizzle-orm/pg-core'

const arrayOf = (oid: number, parse: (member: string) => unknown) => ({
  to: oid,
  from: [oid],
  parse: (text: string) => parsePgArray(text).map((member) => parse(member as string)),
  serialize: (members: unknown) => (Array.isArray(members) ? makePgArray(members) : members)
})

/**
 * How the driver reads and writes the array types we store. By itself it asks every new connection for all
 * types, and a server that goes away during that question brings the process down with an unhandled
 * rejection.
 */
export const pgArrays = {
  texts: arrayOf(1009, String),
  uuids: arrayOf(2951, String),
  integers: arrayOf(1007, Number),
  bigints: arrayOf(1016, String)
}
