import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { idNumber } from '../support/cases.ts'

/**
 * Who acts in the bench, by bearer token: many applicants, a clerk, a handler and the head of the department.
 */
export type Cast = Readonly<Record<'clerk' | 'staff' | 'head', string>> &
  Readonly<{ applicants: readonly string[] }>
type Reply = Readonly<{ status: number; body: string }>
const SIGNED = [[100, 100, 300, 250, 500, 120]]

/** Speaks to the service as people's phones do, over kept connections. */
export function caseClient(port: number, cast: Cast, itemId: string, connections = 64) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let serial = 0
  const owners = new Map<string, string>()
  const call = (token: string, method: 'GET' | 'POST', path: string, payload?: object): Promise<Reply> =>
    new Promise((done, fail) => {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(payload && { 'content-type': 'application/json' })
      }
      const sent = request(
        { port, host: '127.0.0.1', method, path: `/api/370829${path}`, agent, headers },
        (reply) => {
          const parts: Buffer[] = []
          reply.on('data', (part) => parts.push(part))
          reply.on('end', () => done({ status: reply.statusCode!, body: Buffer.concat(parts).toString() }))
        }
      )
      sent.on('error', fail)
      sent.end(payload && JSON.stringify(payload))
    })
  async function did(who: 'applicant' | 'clerk' | 'staff' | 'head', id: string, body: object): Promise<void> {
    const token = who === 'applicant' ? owners.get(id)! : cast[who]
    const reply = await call(token, 'POST', `/cases/${id}/commands`, { key: randomUUID(), ...body })
    if (reply.status !== 200)
      throw new Error(`${JSON.stringify(body).slice(0, 80)}: ${reply.body.slice(0, 200)}`)
  }
  /** A case whose papers are together, ready to be handed in. */
  async function prepared(): Promise<string> {
    serial += 1
    const applicant = {
      kind: 'person',
      name: `办事人${serial}`,
      idNumber: idNumber(serial),
      phone: '19900001234'
    }
    const owner = cast.applicants[serial % cast.applicants.length]!
    const made = await call(owner, 'POST', '/cases', { key: randomUUID(), itemId, answers: '', applicant })
    if (made.status !== 200) throw new Error(made.body)
    const { id } = JSON.parse(made.body) as { id: string }
    owners.set(id, owner)
    await did('applicant', id, { action: 'fillForm', index: 0, values: ['县城中心街1号', '自住'] })
    await did('applicant', id, { action: 'chooseDelivery', way: 'electronic' })
    return id
  }
  const judge = [{ index: 0, verdict: 'pass' }]
  const steps: readonly ((id: string) => Promise<void>)[] = [
    (id) => did('applicant', id, { action: 'submit', signature: SIGNED }),
    (id) => did('clerk', id, { action: 'judge', verdicts: judge }),
    (id) => did('staff', id, { action: 'consent' }),
    ...[0, 1, 2, 3].map(
      (no) => (id: string) =>
        did('staff', id, { action: 'finishStage', no, passed: true, words: '符合规定', fileIds: [] })
    ),
    (id) => did('head', id, { action: 'checkQuality', ok: true, note: '核对无误' })
  ]
  /** Lives a case's whole way, or the first steps of it. */
  const live = async (most = steps.length): Promise<string> => {
    const id = await prepared()
    for (const step of steps.slice(0, most)) await step(id)
    return id
  }
  return {
    call,
    live,
    did,
    prepared,
    steps,
    close: () => agent.destroy()
  }
}

export type CaseClient = ReturnType<typeof caseClient>
