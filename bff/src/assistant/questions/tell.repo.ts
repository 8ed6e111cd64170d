import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { enqueueMessages, holdersOf } from '../../platform/notifications/notifications.repo.ts'
import { topicName } from '../../platform/officials/duties.repo.ts'
import { isNameless, knownPosts } from '../sealed/sealed.repo.ts'
import type { NewMessage, Target } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'
import type { Doer, Tools } from './saving.types.ts'

/** All that a message says of a sealed matter: neither what it is about nor which one. */
const SEALED = '保密件：有新的进展，请登录后查看'

/** Which of their matters it is, to somebody who remembers no number: `诉求2026-000143（路灯照明）：已答复`. */
const aboutTopic = (text: string, topic: string | null): string =>
  topic ? text.replace(/^(诉求[\d-]+)：/, `$1（${topic}）：`) : text

/** Writes the messages of an outcome to the people they are for, in the caller's transaction. */
export async function tell(
  tx: Db,
  question: QuestionRow,
  messages: readonly NewMessage[],
  { eventId }: Pick<Doer, 'eventId'>,
  { now, newId }: Pick<Tools, 'now' | 'newId'>
): Promise<void> {
  if (messages.length === 0) return
  const { tenantId, townshipId, askerId, id, confidential } = question
  const among = confidential ? (await knownPosts(tx, tenantId, id)).map(({ postId }) => postId) : undefined
  const nameless = confidential && (await isNameless(tx, tenantId, id))
  const targets = messages.map(({ target }) => target)
  const wanted = {
    postIds: targets.flatMap((target) => (target.to === 'posts' ? [...target.ids] : [])),
    headsOf: targets.flatMap((target) => (target.to === 'headOf' && target.postId ? [target.postId] : [])),
    roles: targets.flatMap((target) => (target.to === 'role' ? [target.role] : [])),
    ...(among && { among })
  }
  const [holders, topic] = await Promise.all([
    holdersOf(tx, { tenantId, townshipId }, wanted, beijingDay(now)),
    question.topicId ? topicName(tx, tenantId, question.topicId) : null
  ])
  const accountsOf = (target: Target): string[] => {
    // A reporter has no name and no phone: they come back with their receipt.
    if (target.to === 'asker') return nameless ? [] : [askerId]
    const fits = holders.filter(({ postId, role, headOf }) =>
      target.to === 'posts'
        ? target.ids.includes(postId)
        : target.to === 'role'
          ? role === target.role
          : headOf === target.postId
    )
    return fits.map(({ accountId }) => accountId)
  }
  const addressed = messages.flatMap(({ target, template, text, quiet = false }, index) =>
    [...new Set(accountsOf(target))].map((accountId) => ({
      accountId,
      template,
      quiet,
      text: confidential ? SEALED : target.to === 'asker' ? aboutTopic(text, topic) : text,
      key: `${id}:${eventId}:${index}:${accountId}`
    }))
  )
  await enqueueMessages(tx, tenantId, id, addressed, now, newId)
}
