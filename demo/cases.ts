import { randomUUID } from 'node:crypto'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { keepFile } from 'bff/platform/files/keep.acts.ts'
import type { FastifyInstance } from 'fastify'
import type { Case } from 'shared/cases.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import sharp from 'sharp'
import type { CountyBuilder, Member } from './county.ts'
import { demoPhone } from './data/people.ts'
import { createSimulator } from './simulator.ts'

const TENANT = '370829'
const DAY_MS = 86_400_000
const FLAT = ['不动产转移登记', '方式.买卖~抵押.没有~办理人.本人'] as const
const ID_CARD = ['居民身份证换领', '户口地.本县~年龄.成年~原因.到期'] as const
const COMPANY = ['企业开办', '类型.有限~住所.自有~前置.不用~代办.本人~套.四~发票.要~银行.农商'] as const
/**
 * Which item, from home or at the window, how many steps of its way it has gone, and how long ago it began.
 */
const CASES: readonly (readonly [
  item: readonly [string, string],
  home: boolean,
  steps: number,
  daysAgo: number
])[] = [
  [FLAT, true, 1, 0.2],
  [FLAT, true, 3, 0.1],
  [FLAT, true, 4, 1],
  [FLAT, true, 6, 2],
  [FLAT, true, 8, 2],
  [FLAT, true, 11, 5],
  [FLAT, true, 13, 6],
  [FLAT, false, 3, 0.05],
  [FLAT, false, 6, 3],
  [FLAT, false, 8, 5],
  [ID_CARD, false, 4, 1],
  [COMPANY, true, 3, 0.1],
  [COMPANY, true, 6, 0.5]
]

/** Who decides each. */
const DEPARTMENTS: Readonly<Record<string, string>> = {
  [FLAT[0]]: '县自然资源和规划局',
  [ID_CARD[0]]: '县公安局',
  [COMPANY[0]]: '县行政审批服务局'
}
type Field = NonNullable<Case['papers'][number]['fields']>[number]
/**
 * What somebody writes into a field on a day: what is known of them, a day that fits, else as the sample
 * shows.
 */
function entered({ preset, sample, options, input }: Field, now: Date): string {
  if (input === 'comingDate') return beijingDay(new Date(now.getTime() + 3 * DAY_MS))
  if (input === 'pastDate') return beijingDay(new Date(now.getTime() - 3 * DAY_MS))
  return preset || options?.[0] || sample || '无'
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** An invented number with a right check digit (GB 11643-1999). */
function demoIdNumber(serial: number): string {
  const first = `37082919720304${String(800 + serial)}`
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first[at]), 0)
  return first + '10X98765432'[sum % 11]
}

/** A sheet of paper with lines on it, as far as anybody has to see. */
const sheet = () =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="840" height="1180"><rect width="840" height="1180" fill="#fbfaf5"/>
      <rect x="240" y="90" width="360" height="44" fill="#b3261e"/>${Array.from({ length: 16 }, (_, at) => `<rect x="90" y="${220 + at * 54}" width="${660 - (at % 4) * 90}" height="14" fill="#555"/>`).join('')}</svg>`)
  )
    .jpeg()
    .toBuffer()

/** The last days at the single window, played through the service: cases at every step of their way. */
export async function openCases(
  app: FastifyInstance,
  deps: Deps,
  clock: { now: Date },
  { people }: Pick<CountyBuilder, 'people'>
): Promise<void> {
  const until = clock.now
  const picture = await sheet()
  const sim = createSimulator(app, deps, clock, TENANT)
  const who = (key: string): Member => people.find((person) => person.key === key)!
  const clerk = who('hall2').accountId
  const signature = [[120, 260, 300, 90, 420, 300, 600, 120]]
  for (const [index, [[name, answers], home, steps, daysAgo]] of CASES.entries()) {
    const villager = who(`villager${30 + index}`)
    const applicant = home ? villager.accountId : clerk
    const bundled = name === COMPANY[0]
    let id = ''
    const read = async (person: string) => done(await sim.call<Case>(person, `GET /cases/${id}`)).body
    const done = <R extends { status: number; body: unknown }>(reply: R): R => {
      if (reply.status !== 200) throw new Error(`demo case ${index}: ${JSON.stringify(reply.body)}`)
      return reply
    }
    const act = async (person: string, body: object) =>
      done(await sim.call(person, `POST /cases/${id}/commands`, { key: randomUUID(), ...body }))
    const begin = async () => {
      const { body: found } = bundled
        ? await sim.call(applicant, 'GET /items/entries')
        : await sim.call(applicant, `GET /items?q=${encodeURIComponent(name)}`)
      const known = found[bundled ? 'bundles' : 'items'] as { id: string; name: string }[]
      const item = known.find((one) => one.name === name)
      const person = {
        kind: 'person',
        name: villager.name,
        idNumber: demoIdNumber(index),
        phone: demoPhone(700 + index)
      }
      const line = bundled ? `POST /bundles/${item?.id}/cases` : home ? 'POST /cases' : 'POST /desk/cases'
      const body = { key: randomUUID(), answers, applicant: person, ...(!bundled && { itemId: item?.id }) }
      id = done(await sim.call(applicant, line, body)).body.id as string
    }
    const give = async () => {
      for (const { index: paper, verdict, given, need, fields } of (await read(applicant)).papers)
        if (fields && bundled && !given)
          await act(applicant, {
            action: 'fillForm',
            index: paper,
            values: fields.map((field) => entered(field, clock.now))
          })
        else if (verdict === 'fix' || (!given && need === 'required')) {
          const file = await keepFile(deps, TENANT, applicant, picture)
          await act(applicant, { action: 'givePaper', index: paper, fileIds: [file.id], original: !home })
        }
    }
    const submit = () => act(applicant, { action: 'submit', signature })
    const judge = (fault: boolean) => async () => {
      const waiting = (await read(clerk)).papers.filter(({ toJudge }) => toJudge)
      const verdicts = waiting.map((paper, at) =>
        fault && at === 1
          ? { index: paper.index, verdict: 'fix', reason: '没有签字' }
          : { index: paper.index, verdict: 'pass' }
      )
      await act(clerk, { action: 'judge', verdicts })
    }
    const accept = () => act(clerk, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    const ofUnit = (unit: string, title: string) =>
      people.find(({ about }) => about.startsWith(`${unit}${title}`))!.accountId
    const department = DEPARTMENTS[name]!
    const [staff, head] = [ofUnit(department, '经办员'), ofUnit(department, '业务负责人')]
    // Who is asked too late finds their silence taken for consent.
    const consent = async () => {
      const asked = (await read(clerk)).pushes.filter(({ decision }) => decision === null)
      for (const { name: unit } of asked) {
        const command = { key: randomUUID(), action: 'consent' }
        const reply = await sim.call(ofUnit(unit, '经办员'), `POST /cases/${id}/commands`, command)
        if (reply.status !== 409) done(reply)
      }
    }
    const finish = async () => {
      const { no, org } = (await read(clerk)).stages.find(({ status }) => status === 'running')!
      const doer = bundled ? ofUnit(org, '业务负责人') : staff
      await act(doer, { action: 'finishStage', no, passed: true, words: '核查一致，同意', fileIds: [] })
    }
    const way: (() => Promise<unknown>)[] = [
      begin,
      give,
      ...(bundled ? [submit] : home ? [submit, judge(true), give, submit] : []),
      judge(false),
      ...(bundled ? [] : [accept]),
      consent,
      finish,
      finish,
      finish,
      () => act(head, { action: 'checkQuality', ok: true, note: '核对无误' })
    ]
    let at = new Date(until.getTime() - daysAgo * DAY_MS)
    for (const step of way.slice(0, steps)) {
      sim.at(at, async () => void (await step()))
      at = new Date(Math.min(at.getTime() + (daysAgo * DAY_MS) / (steps + 1), until.getTime()))
    }
  }
  await sim.play(until)
}
