import type { Publication } from 'shared/publications.ts'
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
  ['欠薪', '欠工钱', '不给工资']
]

/** A satisfied asker lets his matter be made public; the clerk prepares it and a leader looks it over. */
export const publisher =
  (sim: Simulator, { clerk, leader }: Cast) =>
  async (id: string, asker: string) => {
    await sim.call(asker, `POST /questions/${id}/publication`, { agree: true })
    const { publication } = (await sim.call(asker, `GET /questions/${id}`)).body as unknown as {
      publication: { id: string | null } | null
    }
    if (!publication?.id) return
    const at = `/publications/${publication.id}`
    const { version, title, questionSpans, answerSpans } = (await sim.call(clerk, `GET ${at}`))
      .body as unknown as Publication
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
