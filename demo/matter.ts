import { randomUUID } from 'node:crypto'
import type { Question } from 'shared/questions.ts'
import { pick } from './data/people.ts'
import { BAD_WORDS, GOOD_WORDS, SUPPLEMENTS, TOPICS } from './data/topics.ts'
import { publisher } from './publish.ts'
import type { Simulator } from './simulator.ts'

export type Cast = Readonly<{
  clerk: string
  leader: string
  supervisor: string
  /** Who holds a post. */
  holderOf: (postId: string) => string
  topicId: (name: string) => string
  postOf: (topic: string) => string
  random: () => number
}>
type Plan = Readonly<{ asker: string; topic: string; questionId: string }>

const HOUR = 60
const DAY = 420

/** One matter's life after it was asked, with all the turns such a life takes in a township. */
export function matterPlayer(sim: Simulator, cast: Cast) {
  const { random } = cast
  const chance = (share: number) => random() < share
  const between = (low: number, high: number) => low + random() * (high - low)
  const command = (id: string, account: string, body: object) =>
    sim.call(account, `POST /questions/${id}/commands`, { key: randomUUID(), ...body }) as Promise<{
      status: number
      body: Question & Record<string, unknown>
    }>
  const fileIds: string[] = []
  const publish = publisher(sim, cast)

  async function triage({ questionId, topic, asker }: Plan) {
    const turn = random()
    const replyText = TOPICS.find(({ name }) => name === topic)?.reply ?? ''
    if (turn < 0.05) {
      await command(questionId, cast.clerk, { action: 'answerOnSpot', text: replyText, fileIds })
      return sim.after(between(HOUR, DAY), () => rate(questionId, asker))
    }
    if (turn < 0.07)
      return void (await command(questionId, cast.clerk, {
        action: 'refuse',
        reason: '该事项属于法院受理范围，请向人民法院提起诉讼，司法所可提供法律援助。'
      }))
    if (turn < 0.09) return void (await command(questionId, asker, { action: 'withdraw' }))
    const { proposal } = await sim.kept(questionId)
    const topicId = proposal?.topicId ?? cast.topicId(topic)
    const postId = proposal?.postId ?? cast.postOf(topic)
    const note = chance(0.2) ? '请尽快与群众联系。' : ''
    await command(questionId, cast.clerk, { action: 'dispatch', topicId, postId, assistPostIds: [], note })
    if (chance(0.9)) await sim.after(between(20, 5 * HOUR), () => endorse(questionId))
    await sim.after(between(10, 4 * HOUR), () => handle({ questionId, topic, asker }))
  }

  const endorse = async (id: string) =>
    void (await command(id, cast.leader, {
      action: 'endorse',
      text: pick(random, [
        '请抓紧办理，结果报我。',
        '同意，按时限办结。',
        '入户了解情况，当面答复群众。',
        '阅，请依法依规处理。'
      ])
    }))

  async function handle(plan: Plan) {
    const { questionId: id, asker } = plan
    const { leadPostId } = await sim.kept(id)
    if (!leadPostId) return
    const handler = cast.holderOf(leadPostId)
    const turn = random()
    if (turn < 0.04) {
      await command(id, handler, {
        action: 'returnOrder',
        reason: '经核实该事项不属于本单位职责，建议由村里先行处理。'
      })
      return sim.after(between(HOUR, DAY), async () => {
        await command(id, cast.leader, {
          action: 'arbitrate',
          postId: leadPostId,
          reason: '按职责分工仍由你单位牵头，村里配合。'
        })
        await sim.after(between(HOUR, DAY), () => conclude(plan))
      })
    }
    if (turn < 0.1) return // never signed for: the clock will tell
    await command(id, handler, { action: 'acknowledge' })
    if (turn < 0.2) {
      await command(id, handler, { action: 'askMore', text: '请补充具体位置和现场照片，方便我们核实。' })
      if (chance(0.8))
        await sim.after(
          between(HOUR, 2 * DAY),
          async () =>
            void (await command(id, asker, {
              action: 'supplement',
              text: pick(random, SUPPLEMENTS),
              fileIds
            }))
        )
      return sim.after(between(2 * DAY, 3 * DAY), () => conclude(plan))
    }
    if (turn < 0.27) {
      await command(id, handler, {
        action: 'requestExtension',
        workingDays: pick(random, [3, 5, 10]),
        reason: '需要与施工方协调，现场条件暂不具备，申请延期。'
      })
      if (chance(0.85))
        await sim.after(
          between(HOUR, 5 * HOUR),
          async () =>
            void (await command(id, cast.leader, {
              action: 'decidePending',
              approve: chance(0.8),
              note: '把握进度，及时告知群众。'
            }))
        )
      return sim.after(between(DAY, 4 * DAY), () => conclude(plan))
    }
    if (turn < 0.3) {
      await command(id, handler, { action: 'proposeForum', reason: '涉及多户利益，需要群众代表会议商议。' })
      return sim.after(
        between(HOUR, DAY),
        async () =>
          void (await command(id, cast.leader, {
            action: 'decidePending',
            approve: true,
            note: '请村里尽快召集。'
          }))
      )
    }
    if (turn < 0.33)
      await command(id, handler, { action: 'handToDeputy', reason: '外出培训，转由副职办理。' })
    if (turn < 0.36) return // promised and forgotten: it will climb
    if (chance(0.08))
      await sim.after(between(2 * HOUR, DAY), async () => void (await command(id, asker, { action: 'urge' })))
    const slow = chance(0.07)
    await sim.after(slow ? between(2 * DAY, 9 * DAY) : between(30, 0.9 * DAY), () => conclude(plan))
  }

  async function conclude(plan: Plan) {
    const { questionId: id, asker, topic } = plan
    const { leadPostId } = await sim.kept(id)
    if (!leadPostId) return
    const text =
      TOPICS.find(({ name }) => name === topic)?.reply ?? '您好，您反映的情况已核实处理，感谢您的监督。'
    const { status } = await command(id, cast.holderOf(leadPostId), { action: 'reply', text, fileIds })
    if (status === 200 && chance(0.75)) await sim.after(between(HOUR, 3 * DAY), () => rate(id, asker))
  }

  async function rate(id: string, asker: string) {
    const draw = random()
    const level = draw < 0.7 ? 5 : draw < 0.88 ? 4 : draw < 0.93 ? 3 : draw < 0.975 ? 2 : 1
    await command(id, asker, {
      action: 'rate',
      level,
      comment: level > 2 ? pick(random, GOOD_WORDS) : pick(random, BAD_WORDS)
    })
    if (level > 3 && chance(0.15)) await sim.after(HOUR, () => publish(id, asker))
    if (level > 2) return
    if (chance(0.3))
      await sim.after(
        HOUR,
        async () =>
          void (await command(id, asker, { action: 'reopen', reason: '问题没有解决，请重新办理。' }))
      )
    await sim.after(between(HOUR, DAY), callBack)
  }

  /** The clerk rings up whoever is due; the unit puts it right some days later. */
  async function callBack() {
    const { items } = (
      await sim.call<{
        items: { id: string; state: string; questionId: string }[]
      }>(cast.clerk, 'GET /callbacks')
    ).body
    for (const { id, questionId } of items.filter(({ state }) => state === 'toCall')) {
      await sim.call(cast.clerk, `POST /callbacks/${id}/commands`, {
        action: 'called',
        reached: true,
        note: '已与群众通话，认为答复不够具体，要求重新核实。'
      })
      const { leadPostId } = await sim.kept(questionId)
      if (leadPostId && chance(0.6))
        await sim.after(between(DAY, 8 * DAY), async () => {
          await sim.call(cast.holderOf(leadPostId), `POST /callbacks/${id}/commands`, {
            action: 'rectified',
            note: '已重新入户说明并处理到位，群众表示认可。'
          })
        })
    }
  }

  return { triage, conclude }
}
