import { exampleOf } from 'bff/openapi/examples.rules.ts'
import { api } from 'shared/api.ts'
import { expect, it } from 'vitest'

type Endpoint = { body?: object; response?: Record<string, object> }
const endpoints = Object.entries(api as Record<string, Endpoint>)

/** Every text of an example with the field it stands in. */
function textsIn(value: unknown, field = ''): [string, string][] {
  if (typeof value === 'string') return [[field, value]]
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, field))
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name))
  return []
}

it('shows a number where a number is wanted and a name where a name is, in every example', () => {
  const texts = endpoints.flatMap(([line, { body, response }]) =>
    [body, response?.[200]].flatMap((schema) =>
      schema ? textsIn(exampleOf(schema as never)).map((text) => [line, ...text] as const) : []
    )
  )
  const of = (field: string) => texts.filter(([, name]) => name === field)
  expect(of('phone').length).toBeGreaterThan(5)
  for (const [line, , text] of of('phone')) expect(text, line).toMatch(/^1\d{10}$/)
  for (const [line, , text] of of('idNumber')) expect(text, line).toMatch(/^\d{17}[\dX]$/)
  for (const [line, , text] of of('name')) expect([...text].length, `${line} ${text}`).toBeLessThan(5)
})
