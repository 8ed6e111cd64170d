import { draftBulletins } from 'bff/assistant/reporting/bulletins/bulletins.jobs.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import type { Bulletin, BulletinLine } from 'shared/bulletins.ts'
import type { Publication } from 'shared/publications.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import type { Cast } from './matter.ts'
import type { Simulator } from './simulator.ts'

const HOUR = 60
/** Words villagers use for what the offices call otherwise. */
export const SYNONYMS = [
  ['医保', '新农合', '合作医疗'],
  ['路灯', '电灯杆', '太阳能灯'],
  ['宅基地', '庄子', '宅基'],
  ['低保', '吃低保', '最低生活保障'],
  ['下水道', '阴沟', '排水沟'],
  ['欠薪', '欠工钱', '不给工资'],
  ['户口', '户籍'],
  ['换领', '换证', '换身份证'],
  ['补领', '补办', '补发', '丢了'],
  ['转移登记', '过户']
]

/** A satisfied asker lets their matter be made public; the clerk prepares it and a leader looks it over. */
export const publisher =
  (sim: Simulator, { clerk, leader }: Cast) =>
  async (id: string, asker: string) => {
    await sim.call(asker, `POST /questions/${id}/publication`, { agree: true })
    const { publication } = (
      await sim.call<{
        publication: { id: string | null } | null
      }>(asker, `GET /questions/${id}`)
    ).body
    if (!publication?.id) return
    const at = `/publications/${publication.id}`
    const { version, title, questionSpans, answerSpans } = (await sim.call<Publication>(clerk, `GET ${at}`))
      .body
    await sim.call(clerk, `POST ${at}/commands`, {
      action: 'submit',
      version,
      title,
      questionSpans,
      answerSpans,
      note: ''
    })
    await sim.after(HOUR, async () => {
      await sim.call(leader, `POST ${at}/commands`, { action: 'approve', version: version + 1 })
    })
  }

const DAY_MS = 86_400_000
const WEEKS = 5
const MORNING_MS = 7.2 * HOUR * 60_000

/** The bulletins of the last weeks; a leader published all but the newest, which waits for them. */
export function planBulletins(sim: Simulator, deps: Deps, { clerk, leader }: Cast, until: Date): void {
  for (let back = WEEKS * 7; back >= 0; back--) {
    const day = beijingDay(new Date(until.getTime() - back * DAY_MS))
    const at = new Date(startOfDay(day).getTime() + MORNING_MS)
    const begins = new Date(`${day}T00:00:00Z`).getUTCDay() === 1 || day.endsWith('-01')
    if (!begins || at > until) continue
    sim.at(at, async () => {
      await draftBulletins(deps)
      if (back < 7) return
      const { items } = (await sim.call<{ items: BulletinLine[] }>(clerk, 'GET /bulletins')).body
      for (const { id } of items.filter(({ status }) => status === 'draft')) {
        const path = `/bulletins/${id}/commands`
        const remark = '请各单位对照超期清单逐件说明原因，能当天答复的不拖到第二天。'
        const { version } = (
          await sim.call<Bulletin>(clerk, `POST ${path}`, { action: 'write', version: 1, remark })
        ).body
        await sim.after(HOUR, async () => {
          await sim.call(leader, `POST ${path}`, { action: 'publish', version })
        })
      }
    })
  }
}
