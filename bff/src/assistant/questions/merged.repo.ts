import type { Question } from 'shared/questions.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { mergedInto, supplementsOf } from './merge.repo.ts'
import { questionNo } from './messages.rules.ts'
import type { QuestionView, questionReader } from './questions.repo.ts'

export type Merged = Pick<Question, 'mergedInto' | 'mergedFrom'>

/**
 * What a matter hangs on and what hangs on it. An asker learns number, stand and handler, never another's
 * words.
 */
export const mergedReader =
  (db: Db, read: ReturnType<typeof questionReader>) =>
  async ({ question }: QuestionView, actor: Actor): Promise<Merged> => {
    const staff = actor.post !== null && question.askerId !== actor.accountId
    const [main, hanging] = await Promise.all([
      question.mergedInto ? read(question.tenantId, question.mergedInto) : undefined,
      question.hasMerged && staff ? mergedInto(db, question) : []
    ])
    const supplements = hanging.length ? await supplementsOf(db, question.tenantId, hanging) : []
    return {
      mergedInto: main
        ? {
            id: staff ? main.question.id : null,
            no: questionNo(main.question),
            status: main.question.status,
            handler: main.lead?.title ? `${main.lead.title} ${main.lead.name ?? ''}` : null,
            dueAt: main.question.dueAt?.toISOString() ?? null
          }
        : null,
      mergedFrom: hanging.map((other) => ({
        id: other.id,
        no: questionNo(other),
        body: other.body,
        added: supplements.filter(({ questionId }) => questionId === other.id).map(({ note }) => note ?? ''),
        askedAt: other.askedAt.toISOString()
      }))
    }
  }
