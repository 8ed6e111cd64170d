import type { Db, Deps } from '../lib/deps.ts'
import { instantWords } from '../lib/worktime.words.ts'
import { enqueueMessages } from '../notifications/notifications.repo.ts'
import { affectedBy, hallAccounts } from './affected.repo.ts'
import { bookingWords } from './messages.rules.ts'

const opens = (aboutId: string) => ({ about: 'booking' as const, aboutId })
type Band = Readonly<{ tenantId: string; counterId: string; startsAt: Date }>

type Person = Readonly<{
  tenantId: string
  id: string
  accountId: string | null
  startsAt: Date
  /** Of the booking as it is told; an answer about no booking has none. */
  lock?: number
}>

/** Tells a person of his booking, once a step and time; who was booked for by telephone is rung up by the hall. */
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
    key,
    ...(lock !== undefined && opens(id))
  }
  await enqueueMessages(tx, tenantId, null, [message], now, newId)
}

/** A band was closed that people had booked: each of them learns it, and so do the clerks, who move them. */
export async function tellAffected(
  tx: Db,
  band: Band,
  { newId }: Pick<Deps, 'newId'>,
  now: Date
): Promise<void> {
  const rows = await affectedBy(tx, band)
  const [first] = rows
  if (!first) return
  const { counter, closed } = first
  const key = `${band.counterId}:closed:${band.startsAt.getTime()}:${now.getTime()}`
  const people = rows.flatMap(({ accountId, id, item }) => {
    if (!accountId) return []
    const text = bookingWords.closed(band, { counter, item, windows: '' }, closed)
    return [
      { accountId, template: 'deadline' as const, text, quiet: false, key: `${key}:${id}`, ...opens(id) }
    ]
  })
  const words = `${counter} ${instantWords(band.startsAt)}停办（${closed}），已有${rows.length}人预约，请逐个联系改时间`
  const clerks = (await hallAccounts(tx, band.tenantId, first.orgId)).map((accountId) => ({
    accountId,
    template: 'task' as const,
    text: words,
    quiet: true,
    key: `${key}:${accountId}`
  }))
  await enqueueMessages(tx, band.tenantId, null, [...people, ...clerks], now, newId)
}
