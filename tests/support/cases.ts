import { randomUUID } from 'node:crypto'
import type { Case } from 'shared/cases.ts'
import { expect } from 'vitest'
import type { Stack } from './stack.ts'

/** An invented person's number with a right check digit (GB 11643-1999). */
export function idNumber(serial: number): string {
  const seventeen = `37082919700101${String(serial % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return seventeen + '10X98765432'[sum % 11]
}
export const SIGNED = [[100, 100, 300, 250, 500, 120]]
const BOUGHT = '方式.买卖~抵押.没有~办理人.本人'

/** A hall with its departments, and what people do with a case there. */
export async function caseWorld(stack: Stack, name = '不动产转移登记', answers = BOUGHT) {
  const [item] = await stack.sql`select i.id, i.department_id, o.name from service_items i
    join organisations o on o.tenant_id = i.tenant_id and o.id = i.department_id
    where i.tenant_id = '370829' and i.name = ${name} and i.in_force is not null`
  const department = item!.name as string
  const posts =
    await stack.sql`select p.role, h.account_id from posts p join post_holdings h on h.tenant_id = p.tenant_id
    and h.post_id = p.id and h.until is null where p.tenant_id = '370829' and p.org_id = ${item!.department_id}`
  const holder = (role: string) => {
    const { account_id } = posts.find((post) => post.role === role)!
    return stack.people.find(({ accountId }) => accountId === account_id)!.key
  }
  /** An upload of somebody's own that nothing has taken up. */
  const upload = async (who: string): Promise<string> => {
    const id = randomUUID()
    await stack.sql`insert into files (tenant_id, id, owner_id, mime, bytes, "check", created_at)
      values ('370829', ${id}, ${stack.person(who).accountId}, 'image/jpeg', 1000, 'pass', ${stack.clock.now.toISOString()})`
    return id
  }
  const applicant = (serial: number) => ({
    kind: 'person',
    name: `申请人${serial}`,
    idNumber: idNumber(serial),
    phone: `1990000${String(serial).padStart(4, '0')}`
  })
  const read = async (who: string, id: string): Promise<Case> => {
    const reply = await stack.as(who)(`GET /cases/${id}`)
    expect(reply).toMatchObject({ status: 200 })
    return reply.body
  }
  const act = (who: string, id: string, body: object) =>
    stack.as(who)(`POST /cases/${id}/commands`, { key: randomUUID(), ...body })
  const did = async (who: string, id: string, body: object): Promise<Case> => {
    const reply = await act(who, id, body)
    expect(reply, JSON.stringify(body)).toMatchObject({ status: 200 })
    return reply.body
  }
  const begun = async (who: string, serial = 1): Promise<string> => {
    const body = { key: randomUUID(), itemId: item!.id, answers, applicant: applicant(serial) }
    const reply = await stack.as(who)(who.startsWith('hall') ? 'POST /desk/cases' : 'POST /cases', body)
    expect(reply).toMatchObject({ status: 200 })
    return reply.body.id
  }
  /** Gives every paper asked for: pictures from home, originals at the window. */
  const giveAll = async (who: string, id: string): Promise<Case> => {
    let kase = await read(who, id)
    for (const { index } of kase.papers.filter(({ given, need }) => !given && need === 'required'))
      kase = await did(who, id, {
        action: 'givePaper',
        index,
        fileIds: who.startsWith('hall') ? [] : [await upload(who)],
        original: who.startsWith('hall')
      })
    return kase
  }
  const verdicts = (kase: Case, fix: Record<number, string> = {}) =>
    kase.papers
      .filter(({ toJudge }) => toJudge)
      .map(({ index }) =>
        fix[index] ? { index, verdict: 'fix', reason: fix[index] } : { index, verdict: 'pass' }
      )
  /** A case at the desk whose papers are all right, pushed to its departments. */
  const pushed = async (clerk = 'hall2', serial = 1): Promise<string> => {
    const id = await begun(clerk, serial)
    const kase = await giveAll(clerk, id)
    await did(clerk, id, { action: 'judge', verdicts: verdicts(kase) })
    await did(clerk, id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    return id
  }
  return {
    itemId: item!.id as string,
    department,
    staff: holder('departmentHandler'),
    head: holder('unitHead'),
    upload,
    applicant,
    read,
    act,
    did,
    begun,
    giveAll,
    verdicts,
    pushed
  }
}
export type CaseWorld = Awaited<ReturnType<typeof caseWorld>>
