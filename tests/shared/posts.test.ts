import { type Role, Role as Roles } from 'shared/roles.ts'
import { overseesCounty } from 'shared/rules/posts.ts'
import { describe, expect, it } from 'vitest'

const OVERSEERS: readonly Role[] = ['leader', 'supervisor', 'countyAdmin']

describe.each(Object.values(Roles.enum))('a post as %s', (role) => {
  const oversees = OVERSEERS.includes(role)
  it(`of the county oversees it: ${oversees}`, () =>
    expect(overseesCounty({ role, townshipId: null })).toBe(oversees))
  it('of a township does not', () => expect(overseesCounty({ role, townshipId: 'town' })).toBe(false))
})
