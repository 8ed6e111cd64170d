import { forums } from 'bff/assistant/forums/forums.table.ts'
import { replyTemplates } from 'bff/assistant/replies/templates.table.ts'
import type { Db, Deps } from 'bff/kernel/lib/deps.ts'
import type { Limit } from 'bff/kernel/lib/worktime.ts'
import { duties, postHoldings, posts, topics } from 'bff/platform/officials/officials.table.ts'
import { keptPhone } from 'bff/platform/session/phones.rules.ts'
import { accounts, consents, identities } from 'bff/platform/session/session.table.ts'
import { calendars, type OrgKind, organisations, tenants } from 'bff/platform/tenants/tenants.table.ts'
import { openidOf, type Person } from 'mock-server/world.ts'
import { pinyin } from 'pinyin-pro'
import type { Role } from 'shared/roles.ts'
import { type DemoCounty, officialIdOf, weappIdOf } from './apps.ts'
import { demoCalendar } from './calendar.ts'
import { demoPhone } from './data/people.ts'
import type { DemoTopic } from './data/topics.ts'

export type Tools = Readonly<{
  db: Db
  newId: () => string
  now: Date
  sealer: Deps['sealer']
  receiptSecret: Deps['receiptSecret']
  privacyVersion: string
}>
export type Member = Person & Readonly<{ accountId: string; villageId: string | null }>

const letters = (text: string) => {
  const words = pinyin(text, { toneType: 'none', type: 'array' })
  return `${words.join('')} ${words.map((word) => word[0]).join('')}`.toLowerCase()
}

/** Builds a county piece by piece and remembers who is who. */
export function countyBuilder(
  { db, newId, now, privacyVersion, ...keys }: Tools,
  tenantId: DemoCounty,
  phoneFrom: number
) {
  const people: Member[] = []
  const places = new Map<string, string>()
  const postIds = new Map<string, string>()
  let position = 0

  return {
    people,
    places,
    postIds,
    async found(name: string, townshipCount: string) {
      await db.insert(tenants).values({
        tenantId,
        name,
        appName: `${name}帮办`,
        sponsor: `${name}人民政府办公室`,
        filingNo: `政务应用备〔2026〕${tenantId}${townshipCount}号（演示）`,
        servicePhone: '0537-12345',
        officeHours: '工作日 9:00–12:00、13:00–17:00',
        weappId: weappIdOf(tenantId),
        officialAccountId: officialIdOf(tenantId)
      })
      await db.insert(calendars).values({ tenantId, version: 1, data: demoCalendar(now), createdAt: now })
    },
    async org(kind: OrgKind, name: string, parent: string | null, township: string | null, code?: string) {
      const id = newId()
      position += 1
      places.set(name, id)
      await db.insert(organisations).values({
        tenantId,
        id,
        kind,
        name,
        parentId: parent && places.get(parent)!,
        townshipId: kind === 'township' ? id : township && places.get(township)!,
        code: code ?? null,
        position
      })
      return id
    },
    async person(key: string, name: string, about: string, village: string | null) {
      const accountId = newId()
      const phone = demoPhone(phoneFrom + people.length)
      const villageId = village && places.get(village)!
      await db.insert(accounts).values({
        tenantId,
        id: accountId,
        name,
        villageId,
        ...keptPhone(keys, tenantId, phone),
        consentVersion: privacyVersion,
        createdAt: now
      })
      await db.insert(consents).values({ tenantId, accountId, version: privacyVersion, at: now })
      const appIds = [weappIdOf(tenantId), officialIdOf(tenantId)]
      await db
        .insert(identities)
        .values(appIds.map((appId) => ({ tenantId, appId, openid: openidOf(appId, key), accountId })))
      people.push({ key, name, phone, about, appIds, accountId, villageId })
      return accountId
    },
    async post(
      role: Role,
      title: string,
      org: string,
      township: string | null,
      dutyWords: string,
      holder: { accountId: string; name: string },
      deputy?: string
    ) {
      const id = newId()
      position += 1
      postIds.set(`${org}/${role}`, id)
      await db.insert(posts).values({
        tenantId,
        id,
        orgId: places.get(org)!,
        townshipId: township && places.get(township)!,
        title,
        role,
        phone: `0537-68${String(100_000 + position).slice(1)}`,
        duties: dutyWords.split('、'),
        deputyPostId: deputy ?? null,
        pinyin: letters(org + title),
        position
      })
      await db
        .insert(postHoldings)
        .values({ tenantId, id: newId(), postId: id, ...holder, pinyin: letters(holder.name), since: now })
      return id
    },
    async topic(
      { name, limit, keywords }: Pick<DemoTopic, 'name' | 'limit' | 'keywords'>,
      postId: string,
      org: string | null
    ) {
      const id = newId()
      position += 1
      await db.insert(topics).values({ tenantId, id, name, limit, keywords: [...keywords], position })
      await db
        .insert(duties)
        .values({ tenantId, id: newId(), topicId: id, orgId: org && places.get(org)!, postId })
      return id
    },
    async replyTemplates(texts: Readonly<Record<string, string>>) {
      const rows = Object.entries(texts).map(([name, text]) => ({ tenantId, id: newId(), name, text }))
      await db.insert(replyTemplates).values(rows)
    },
    /**
     * The ladder of the report: at once → mass representatives → service area → Party-government joint
     * meeting.
     */
    async ladder() {
      const day = (amount: number): Limit => ({ amount, unit: 'wd' })
      const rungs = [
        {
          rank: 1,
          name: '党员活动日群众代表会议',
          area: 'village',
          limit: day(7),
          leadTime: day(3),
          publicity: ''
        },
        {
          rank: 2,
          name: '服务区研究会',
          area: 'serviceArea',
          limit: day(7),
          leadTime: day(3),
          publicity: ''
        },
        {
          rank: 3,
          name: '党政联席会',
          area: 'township',
          limit: day(10),
          leadTime: day(5),
          publicity: '平安周例会'
        },
        {
          rank: 9,
          name: '平安周例会',
          area: 'village',
          limit: day(10),
          leadTime: day(5),
          publicity: '',
          decides: false
        }
      ] as const
      await db.insert(forums).values(rungs.map((rung) => ({ ...rung, tenantId, id: newId() })))
    }
  }
}
export type CountyBuilder = ReturnType<typeof countyBuilder>
