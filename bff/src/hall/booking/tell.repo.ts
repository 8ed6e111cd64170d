import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import { hallAccounts, standingIn } from './affected.repo.ts'
import type { Over } from './free-seats.repo.ts'
import { bookingWords } from './messages.rules.ts'
import { endLines } from './waitlist.repo.ts'

const REMINDERS = new Set(['dayBefore', 'leave', 'hourBefore'])
const opens = (aboutId: string) => ({ about: 'booking' as const, aboutId })

type Person = Readonly<{
  tenantId: string
  id: string
  accountId: string | null
  startsAt: Date
  /** Of the booking as it is told; an answer about no booking has none. */
  lock?: number
}>

/**
 * Tells a person of their booking, once a step and time; who was booked for by telephone is rung up by the
 * hall.
 */
export async function tellPerson(
  tx: Db,
  { tenantId, id, accountId, startsAt, lock }: Person,
  step: string,
  text: string,
  { newId }: Pick<Deps, 'newId'>,
  now: Date
): Promise<void> {
  if (!accountId) return
  const key = `${id}:${step}:${startsAt.getTime()}:${lock ?? 0}`
  const message = {
    accountId,
    template: 'deadline' as const,
    text,
    quiet: step === 'dayBefore',
    // Nobody is rung up to be reminded.
    noCall: REMINDERS.has(step),
    key,
    ...(lock !== undefined && opens(id))
  }
  await enqueueMessages(tx, tenantId, null, [message], now, newId)
}

type Counter = Readonly<{ tenantId: string; id: string; name: string; orgId: string }>
type Tools = Pick<Deps, 'newId'>

/** A hall's own people get a task, once a key. */
async function tellHall(
  tx: Db,
  { tenantId, orgId }: Counter,
  key: string,
  text: string,
  { newId }: Tools,
  now: Date
) {
  const clerks = (await hallAccounts(tx, tenantId, orgId)).map((accountId) => ({
    accountId,
    template: 'task' as const,
    text,
    quiet: true,
    key: `${key}:${accountId}`
  }))
  await enqueueMessages(tx, tenantId, null, clerks, now, newId)
}

/**
 * Slots were closed: who booked one learns it, once for all their slots; who waited for one too; the clerks,
 * who move them, once.
 */
export async function tellClosed(
  tx: Db,
  counter: Counter,
  starts: readonly Date[],
  tools: Tools,
  now: Date
): Promise<void> {
  const { tenantId, id: counterId, name } = counter
  const counterKey = { tenantId, counterId }
  const key = `${counterId}:closed:${starts[0]!.getTime()}:${now.getTime()}`
  const rows = await standingIn(tx, counterKey, starts)
  const booked = rows.flatMap(({ accountId, id, item, closed, startsAt }) => {
    if (!accountId) return []
    const text = bookingWords.closed({ startsAt }, { counter: name, item, windows: '' }, closed ?? '')
    return [
      { accountId, template: 'deadline' as const, text, quiet: false, key: `${key}:${id}`, ...opens(id) }
    ]
  })
  const waited = (await endLines(tx, counterKey, starts)).map(({ accountId, id, startsAt }) => ({
    accountId,
    template: 'deadline' as const,
    quiet: false,
    key: `${key}:${id}`,
    text: `${name} ${instantWords(startsAt)}停办，不再候补。请另选一个时间`
  }))
  await enqueueMessages(tx, tenantId, null, [...booked, ...waited], now, tools.newId)
  const [first] = rows
  if (!first) return
  const words = `${name} ${instantWords(first.startsAt)}起停办（${first.closed}），已有${rows.length}人预约，请逐个联系改时间`
  await tellHall(tx, counter, key, words, tools, now)
}

/** Slots that were closed are held again: who was told to wait for a call learns that their time stands. */
export async function tellReopened(
  tx: Db,
  { tenantId, id: counterId, name }: Counter,
  starts: readonly Date[],
  { newId }: Tools,
  now: Date
): Promise<void> {
  const key = `${counterId}:reopened:${starts[0]!.getTime()}:${now.getTime()}`
  const rows = await standingIn(tx, { tenantId, counterId }, starts)
  const messages = rows.flatMap(({ accountId, id, item, closed, startsAt }) => {
    if (!accountId || closed !== null) return []
    const text = bookingWords.reopened({ startsAt }, { counter: name, item, windows: '' })
    return [
      { accountId, template: 'deadline' as const, text, quiet: false, key: `${key}:${id}`, ...opens(id) }
    ]
  })
  await enqueueMessages(tx, tenantId, null, messages, now, newId)
}

/** `3月6日（周五） 09:00约了3人，只剩2个号` */
export const overWords = ({ startsAt, booked, seats }: Over): string =>
  `${instantWords(startsAt)}约了${booked}人，只剩${seats}个号`

/** More have booked than there are seats now: nobody is thrown out, the clerks see to it. */
export const tellOver = (
  tx: Db,
  counter: Counter,
  over: readonly Over[],
  tools: Tools,
  now: Date
): Promise<void> =>
  tellHall(
    tx,
    counter,
    `${counter.id}:over:${over[0]!.startsAt.getTime()}:${now.getTime()}`,
    `${counter.name} ${over.map(overWords).slice(0, 5).join('；')}。约好的人照常接待，请加派窗口`,
    tools,
    now
  )
