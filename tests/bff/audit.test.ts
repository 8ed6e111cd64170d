import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keptMarks, sealAudit, sealedEntries, verifyChain } from 'bff/platform/audit/audit.jobs.ts'
import {
  chain,
  GENESIS,
  type Link,
  type Mark,
  type Sealed,
  walkChain
} from 'bff/platform/audit/chain.rules.ts'
import { marksIn } from 'bff/platform/audit/marks.repo.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { KEY } from '../support/settings.ts'
import { type Stack, startStack } from '../support/stack.ts'

const key = { secret: Buffer.from(KEY), tenantId: '370829' }

describe('a chain', () => {
  const linkAt = (n: number): Link => ({
    id: `id-${n}`,
    at: new Date(n).toISOString(),
    actorId: n % 3 ? `actor-${n % 7}` : null,
    act: 'question.reply',
    subject: `subject-${n}`,
    detail: { to: n, nested: { b: 1, a: [n] } }
  })
  function sealed(links: readonly Link[], under = key): Sealed[] {
    let hash = GENESIS
    return links.map((link, index) => {
      hash = chain(under, hash, index + 1, link)
      return { ...link, position: index + 1, hash }
    })
  }
  const SIZE = 60
  const whole = sealed(Array.from({ length: SIZE }, (_, n) => linkAt(n)))
  const markAt = (n: number): Mark => ({ position: n, hash: whole[n - 1]!.hash })
  function brokenAt(entries: readonly Sealed[], marks: readonly Mark[]): number | undefined {
    const walk = walkChain(key, marks)
    for (const entry of entries) {
      const broken = walk.next(entry)
      if (broken !== undefined) return broken
    }
    return walk.end()
  }
  const place = fc.integer({ min: 0, max: SIZE - 2 })
  const trials = { numRuns: 1000 }

  it('holds as it was written', () => {
    expect(brokenAt(whole, [markAt(20), markAt(SIZE)])).toBeUndefined()
  })
  it('names the entry that was edited', () => {
    const edits: ((entry: Sealed) => Sealed)[] = [
      (entry) => ({ ...entry, act: 'nothing' }),
      (entry) => ({ ...entry, at: new Date(Date.parse(entry.at) - 86_400_000).toISOString() }),
      (entry) => ({ ...entry, actorId: 'somebody' }),
      (entry) => ({ ...entry, subject: 'other' }),
      (entry) => ({ ...entry, detail: {} }),
      (entry) => ({ ...entry, id: 'other' }),
      (entry) => ({ ...entry, hash: entry.hash.replace(/^./, (letter) => (letter === '0' ? '1' : '0')) })
    ]
    fc.assert(
      fc.property(place, fc.constantFrom(...edits), (at, change) => {
        const forged = whole.with(at, change(whole[at]!))
        expect(brokenAt(forged, [markAt(SIZE)])).toBe(at + 1)
      }),
      trials
    )
  })
  it('names the place where one was deleted, renumbered or not', () => {
    fc.assert(
      fc.property(place, fc.boolean(), (at, renumber) => {
        const left = whole.toSpliced(at, 1)
        const forged = renumber ? left.map((entry, index) => ({ ...entry, position: index + 1 })) : left
        expect(brokenAt(forged, [markAt(SIZE)])).toBe(at + 1)
      }),
      trials
    )
  })
  it('names the place where two changed places', () => {
    fc.assert(
      fc.property(place, (at) => {
        const [one, two] = [whole[at]!, whole[at + 1]!]
        const forged = whole.with(at, { ...two, position: at + 1 }).with(at + 1, { ...one, position: at + 2 })
        expect(brokenAt(forged, [markAt(SIZE)])).toBe(at + 1)
      }),
      trials
    )
  })
  it('names the end where it was cut, its head put back', () => {
    fc.assert(
      fc.property(place, (left) => {
        expect(brokenAt(whole.slice(0, left), [markAt(SIZE)])).toBe(left + 1)
      }),
      trials
    )
  })
  it('is not made anew by who has no key, nor under another, nor with the key beside an anchor', () => {
    fc.assert(
      fc.property(place, (at) => {
        const forged = whole.map((entry, index) => (index === at ? { ...entry, act: 'nothing' } : entry))
        const links = forged.map(({ position: _, hash: __, ...link }) => link)
        expect(
          brokenAt(sealed(links, { ...key, secret: Buffer.from('another key, made up by a thief') }), [])
        ).toBe(1)
        expect(brokenAt(sealed(links, { ...key, tenantId: '370830' }), [])).toBe(1)
        expect(brokenAt(sealed(links), [markAt(SIZE)])).toBe(SIZE)
      }),
      trials
    )
  })
})

describe('the county’s audit', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
    for (let n = 0; n < 3; n++) await dispatched(stack)
    while ((await sealAudit(stack.deps, '370829')) > 0);
  })
  afterAll(() => stack?.stop())
  const marks = async () => [
    ...(await keptMarks(stack.db, '370829')),
    ...marksIn(stack.deps.auditDir, '370829')
  ]
  const verify = async () => (await verifyChain(sealedEntries(stack.db, '370829'), key, await marks())).broken

  it('is chained entry by entry, in batches, whoever seals', async () => {
    expect(await verify()).toBeUndefined()
    await dispatched(stack)
    const sealed = await Promise.all([1, 2, 3].map(() => sealAudit(stack.deps, '370829')))
    expect(sealed.reduce((a, b) => a + b)).toBeGreaterThan(0)
    expect(await verify()).toBeUndefined()
    expect(
      await stack.sql`select 1 from audit_entries where tenant_id = '370829' and position is null`
    ).toHaveLength(0)
  })

  it('is not changed or deleted by the service, which may only add to it and seal once', async () => {
    for (const harm of [
      `update audit_entries set act = 'nothing' where tenant_id = '370829'`,
      `delete from audit_entries where tenant_id = '370829'`,
      `update audit_entries set hash = 'x', position = 1 where tenant_id = '370829' and position = 2`,
      `truncate audit_entries`,
      `delete from audit_anchors where tenant_id = '370829'`
    ])
      await expect(stack.service.unsafe(harm), harm).rejects.toThrow(/permission denied|sealed/)
    expect(await verify()).toBeUndefined()
  })

  it('convicts who deletes its newest entries and puts the head back', async () => {
    const [row] =
      await stack.sql`select max(position)::int as last from audit_entries where tenant_id = '370829'`
    const left = row!.last - 2
    const [at] =
      await stack.sql`select hash from audit_entries where tenant_id = '370829' and position = ${left}`
    const gone =
      await stack.sql`delete from audit_entries where tenant_id = '370829' and position > ${left} returning *`
    await stack.sql`update audit_chain_heads set position = ${left}, hash = ${at!.hash} where tenant_id = '370829'`
    expect(gone).toHaveLength(2)
    expect(await verify()).toBe(left + 1)
    for (const { id, at: when, actor_id, act, subject, detail, position, hash } of gone)
      await stack.sql`insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail, position, hash)
        values ('370829', ${id}, ${when}, ${actor_id}, ${act}, ${subject}, ${JSON.stringify(detail)}::jsonb, ${position}, ${hash})`
    expect(await verify()).toBeUndefined()
  })

  it('is verified from outside, in the database and as a file, and shows its anchors to anybody', async () => {
    const run = (args: string[]) => {
      const env = {
        ...process.env,
        AUDIT_KEY: KEY,
        DATABASE_URL: stack.databaseUrl,
        DATA_DIR: join(stack.deps.auditDir, '..')
      }
      const main = new URL('../../bff/bin/audit-verify.ts', import.meta.url).pathname
      const { status, stdout } = spawnSync(process.execPath, [main, '--tenant', '370829', ...args], {
        env,
        encoding: 'utf8'
      })
      return { status, stdout }
    }
    expect(run([])).toMatchObject({ status: 0, stdout: expect.stringContaining('whole: ') })
    const lines = run(['--export']).stdout.trim().split('\n')
    const anchors = join(stack.deps.auditDir, '370829.anchors.jsonl')
    const file = join(stack.deps.auditDir, 'export.jsonl')
    const check = (content: readonly string[]) => {
      writeFileSync(file, content.join('\n'))
      return run(['--anchors', anchors, file])
    }
    expect(check(lines).status).toBe(0)
    expect(check(lines.with(3, lines[3]!.replace(/"act":"[^"]*"/, '"act":"x"')))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('entry 4')
    })
    const [newest] = (await stack.as(undefined)('GET /audit/anchors')).body.items
    expect(marksIn(anchors)[0]).toEqual(newest)
  })

  it('holds who signed in, who looked at a phone, who exported, who changed a setting', async () => {
    await stack.as('admin')('GET /ledger/csv')
    await stack.as('villager1')('POST /session/end', {})
    const acts = (await stack.sql`select distinct act from audit_entries where tenant_id = '370829'`).map(
      ({ act }) => act
    )
    expect(acts).toEqual(expect.arrayContaining(['ledger.export', 'session.end']))
  })
})
