import { areSound, newClaims } from 'bff/platform/session/claims.rules.ts'
import { describe, expect, it } from 'vitest'

const ACCOUNT = '01890a5d-ac96-774b-bcce-b302099a8057'
const COUNTY = '370829'
const now = new Date('2026-03-02T09:00:00.250+08:00')
const second = Math.floor(now.getTime() / 1000)
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

it('a new token names the person and the county, and is good for a quarter of an hour', () =>
  expect(newClaims(ACCOUNT, COUNTY, now)).toEqual({
    sub: ACCOUNT,
    tid: COUNTY,
    aud: 'bangban',
    typ: 'access',
    iat: second,
    exp: second + 900,
    at: now.getTime()
  }))

describe('a token', () => {
  const claims = newClaims(ACCOUNT, COUNTY, now)
  it.each([
    ['when it is made', 0, true],
    ['in its last moment', 899.7, true],
    ['at its end', 899.75, false],
    ['an hour later', 3600, false],
    // Two processes' clocks differ by a minute at most.
    ['by a clock a minute behind', -60.25, true],
    ['by a clock further behind', -60.3, false],
    ['the day before', -86_400, false]
  ])('is good %s: %s s, %s', (_, seconds, sound) =>
    expect(areSound(claims, COUNTY, later(seconds))).toBe(sound)
  )

  it.each<[string, Record<string, unknown>]>([
    ['of nobody', { sub: undefined }],
    ['of no account’s form', { sub: 'asker' }],
    ['of an account with more before it', { sub: `x${ACCOUNT}` }],
    ['of an account with more behind it', { sub: `${ACCOUNT}0` }],
    ['of an account in capitals', { sub: ACCOUNT.toUpperCase() }],
    ['of an account too short', { sub: ACCOUNT.slice(1) }],
    ['of an account one part short', { sub: ACCOUNT.slice(0, 8) + ACCOUNT.slice(13) }],
    ['of a list that reads like an account', { sub: [ACCOUNT] }],
    ['of another county', { tid: '370830' }],
    ['of no county', { tid: undefined }],
    ['for another service', { aud: 'elsewhere' }],
    ['for several services', { aud: ['bangban'] }],
    ['to refresh with', { typ: 'refresh' }],
    ['of no kind', { typ: undefined }],
    ['that says not since when', { iat: undefined }],
    ['that says since when in words', { iat: String(second) }],
    ['since a part of a second', { iat: second + 0.5 }],
    ['that never ends', { exp: undefined }],
    ['that ends in words', { exp: String(second + 900) }],
    ['that ends in a part of a second', { exp: second + 899.5 }],
    ['that says not when it was made', { at: undefined }],
    ['that says in words when it was made', { at: String(now.getTime()) }],
    ['that lasts longer than ours', { exp: second + 901 }],
    ['made in time to come', { iat: second + 62, exp: second + 900 }]
  ])('is none of ours: one %s', (_, change) =>
    expect(areSound({ ...claims, ...change }, COUNTY, now)).toBe(false)
  )
  it('may last shorter than ours', () =>
    expect(areSound({ ...claims, exp: second + 60 }, COUNTY, now)).toBe(true))
  it('is nothing that says nothing', () => expect(areSound({}, COUNTY, now)).toBe(false))
})
