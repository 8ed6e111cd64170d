import { randomUUID } from 'node:crypto'
import { createTriage } from 'bff/assistant/questions/questions.jobs.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import type { FastifyInstance } from 'fastify'
import type { QuestionKind } from 'shared/questions.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import type { CountyBuilder } from './county.ts'
import { pick, series } from './data/people.ts'
import { CLUES, PETITIONS, SUGGESTIONS, TOPICS } from './data/topics.ts'
import { villages } from './data/villages.ts'
import { type Cast, matterPlayer } from './matter.ts'
import { planBulletins, SYNONYMS } from './publish.ts'
import { createSimulator, type Simulator } from './simulator.ts'

const DAY_MS = 86_400_000

type Town = Pick<CountyBuilder, 'people' | 'places'> & { topicIds: Map<string, string> }
type Drawn = { kind: QuestionKind; topic: string; body: string }

function draw(random: () => number): Drawn {
  const topic = pick(random, TOPICS)
  const roll = random()
  if (roll < 0.02) return { kind: 'petition', topic: '土地权属', body: pick(random, PETITIONS) }
  if (roll < 0.03) return { kind: 'crimeClue', topic: '治安', body: pick(random, CLUES) }
  if (roll < 0.08) return { kind: 'suggestion', topic: '农村道路', body: pick(random, SUGGESTIONS) }
  if (topic.name === '招商与企业服务')
    return { kind: 'investment', topic: topic.name, body: pick(random, topic.asks) }
  const body = pick(random, topic.asks)
  const kind =
    topic.limit.unit === 'wd' && topic.limit.amount >= 5
      ? 'problemReport'
      : roll < 0.5
        ? 'consultation'
        : 'policyQuestion'
  return { kind, topic: topic.name, body }
}

/** Asks as a villager; what is sealed goes its own way, without a name. */
async function ask(
  sim: Simulator,
  { accountId, villageId }: Town['people'][number],
  kind: QuestionKind,
  body: string,
  privacyVersion: string
): Promise<string> {
  const asked = { key: randomUUID(), kind, body, villageId, placeText: '' }
  if (kind !== 'petition' && kind !== 'crimeClue')
    return (await sim.call(accountId, 'POST /questions', { ...asked, fileIds: [] })).body.id as string
  const report = { ...asked, accusedPostIds: [], privacyVersion }
  const { receipt } = (await sim.call(accountId, 'POST /reports', report)).body
  return (await sim.call(accountId, 'POST /reports/look', { receipt })).body.id as string
}

/** So many questions of the last `days` days, ending at `until`, played through the service itself. */
export async function playHistory(
  app: FastifyInstance,
  deps: Deps,
  clock: { now: Date },
  town: Town,
  {
    count,
    days,
    until,
    monthly
  }: { count: number; days: number; until: Date; monthly: (month: number) => Promise<unknown> }
): Promise<void> {
  const tenantId = '370829'
  const random = series(20260101)
  const sim = createSimulator(app, deps, clock, tenantId)
  const account = (key: string) => town.people.find((person) => person.key === key)!.accountId
  const holders = new Map<string, string>()
  for (const { accountId } of town.people.filter(({ key }) => !key.startsWith('villager'))) {
    clock.now = until
    const { posts } = (await sim.call<{ posts: { id: string }[] }>(accountId, 'GET /me')).body
    for (const { id } of posts) holders.set(id, accountId)
  }
  const duties = (
    await sim.call<{
      items: { topic: string; postId: string }[]
    }>(account('admin'), 'GET /duties')
  ).body
  const cast: Cast = {
    clerk: account('clerk'),
    leader: account('leader1'),
    supervisor: account('supervisor'),
    holderOf: (postId) => holders.get(postId)!,
    topicId: (name) => town.topicIds.get(name)!,
    postOf: (topic) => duties.items.find((duty) => duty.topic === topic)!.postId,
    random
  }
  const player = matterPlayer(sim, cast)
  const runTriage = createTriage(deps)
  for (const { name } of villages.slice(0, 3))
    sim.at(new Date(until.getTime() - days * DAY_MS + 3_600_000), async () => {
      await sim.call(account('admin'), 'POST /place-codes', { villageId: town.places.get(name) })
    })
  sim.at(new Date(until.getTime() - days * DAY_MS + 3_600_000), async () => {
    for (const words of SYNONYMS) await sim.call(account('county-admin'), 'POST /synonyms', { words })
  })
  const villagers = town.people.filter(({ key }) => key.startsWith('villager'))

  for (let index = 0; index < count; index++) {
    // More of late than long ago, by daylight.
    const back = days * DAY_MS * random() ** 1.4
    const fresh = index < count / 25 ? 4 : index < count / 10 ? 30 : 0
    const day = Math.floor((until.getTime() - back) / DAY_MS) * DAY_MS
    const hours = (random() * 14 - 1) * 3_600_000
    const at = new Date(
      fresh
        ? until.getTime() - random() * fresh * 3_600_000
        : Math.min(until.getTime() - 5 * 60_000, day + hours)
    )
    sim.at(at, async () => {
      const villager = pick(random, villagers)
      const { kind, topic, body } = draw(random)
      const questionId = await ask(sim, villager, kind, body, deps.privacyVersion)
      const plan = { questionId, asker: villager.accountId, topic }
      await runTriage({ tenantId, questionId: plan.questionId })
      await sim.after(15 + random() * 200, () => player.triage(plan))
    })
  }
  for (let day = days; day > 0; day -= 30)
    sim.at(
      new Date(until.getTime() - (day - 3) * DAY_MS),
      async () => void (await monthly((days - day) / 30 + 1))
    )
  for (let day = days; day > 0; day--)
    sim.at(
      new Date(startOfDay(beijingDay(new Date(until.getTime() - day * DAY_MS))).getTime() + 15 * 3_600_000),
      () => holdMeetings(sim, cast, deps.now())
    )
  planBulletins(sim, deps, cast, until)
  await sim.play(until)
}

type Sitting = { id: string; plannedAt: string; heldAt: string | null; open: number }
type Sittings = { items: Sitting[]; next: string | null }

/** Every meeting that is still to be held, page by page. */
async function planned(sim: Simulator, cast: Cast): Promise<Sitting[]> {
  const all: Sitting[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const line: string = `GET /meetings${cursor && `?cursor=${cursor}`}`
    const { body: page }: { body: Sittings } = await sim.call<Sittings>(cast.clerk, line)
    const toCome = page.items.filter(({ heldAt }) => !heldAt)
    all.push(...toCome)
    cursor = toCome.length === page.items.length ? page.next : null
  }
  return all
}

/** Meetings whose day has come are held, minuted and decide; the responsible person then answers. */
async function holdMeetings(sim: Simulator, cast: Cast, today: Date): Promise<void> {
  const items = await planned(sim, cast)
  for (const meeting of items.filter(({ heldAt, open }) => !heldAt && open > 0)) {
    if (new Date(meeting.plannedAt) > today || cast.random() < 0.3) continue
    await sim.call(cast.clerk, `POST /meetings/${meeting.id}/minutes`, {
      minutes: '与会代表逐项听取情况，现场察看后讨论形成一致意见，由责任人按期落实并向群众反馈。'
    })
    const { agenda } = (
      await sim.call<{
        agenda: { id: string; questionId: string; outcome: string | null }[]
      }>(cast.clerk, `GET /meetings/${meeting.id}`)
    ).body
    for (const item of agenda.filter(({ outcome }) => outcome === null)) {
      const { leadPostId } = await sim.kept(item.questionId)
      const resolved = cast.random() < 0.7
      const decision = resolved
        ? {
            outcome: 'resolved',
            decision: '同意由责任单位牵头，村里配合，按期完成。',
            responsiblePostId: leadPostId,
            workingDays: 5
          }
        : { outcome: 'climbed', decision: '涉及资金，提请上一级会议研究。' }
      await sim.call(cast.clerk, `POST /meetings/${meeting.id}/agenda/${item.id}`, decision)
      if (resolved && leadPostId)
        await sim.after(300 + cast.random() * 1200, async () => {
          await sim.call(cast.holderOf(leadPostId), `POST /questions/${item.questionId}/commands`, {
            key: randomUUID(),
            action: 'reply',
            text: '您好，会议已作出决定并组织施工，现已完成，请您监督。',
            fileIds: []
          })
        })
    }
  }
}
