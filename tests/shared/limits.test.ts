import { api } from 'shared/api.ts'
import type { Limit } from 'shared/limits.ts'
import { expect, it } from 'vitest'

type Line = { by: unknown; limit?: Limit; body?: { properties?: object } }
const lines = Object.entries(api as Record<string, Line>)

it('bounds the guesses at every code that opens something without a sign-in', () => {
  const opening = lines.filter(([, { by }]) => by === 'anyone')
  const codes = ['code', 'refreshToken', 'receipt'] as const
  const guessed = opening.flatMap(([line, { body, limit }]) =>
    codes.filter((code) => body?.properties && code in body.properties).map((code) => ({ line, code, limit }))
  )
  expect(guessed.length).toBeGreaterThanOrEqual(5)
  expect(guessed.filter(({ code, limit }) => limit?.code !== code)).toEqual([])
})

it('counts a limit of every page that is drawn or exported', () => {
  const drawn = lines.filter(([line]) => /\/(csv|xlsx|pdf)$/.test(line))
  expect(drawn.length).toBeGreaterThan(5)
  expect(drawn.filter(([, { limit }]) => !((limit?.cost ?? 0) >= 50)).map(([line]) => line)).toEqual([])
})
