import type { Actor } from '../../kernel/lib/actor.ts'
import type { Decisions } from './deciding.rules.ts'
import { posts, withNo } from './messages.rules.ts'
import type { QuestionRow } from './questions.table.ts'

const signedBy = ({ assistPostIds, assistSigned }: QuestionRow, { answersFor }: Actor): string[] => [
  ...new Set([...assistSigned, ...assistPostIds.filter((id) => answersFor.includes(id))])
]

/**
 * Who assists (协办): signs for it, and gives the one who answers what they know. The asker hears it from that
 * one alone.
 */
export const assistDecisions: Decisions<'assistSign' | 'assist'> = {
  assistSign: (_, { question }, actor) => ({
    change: { assistSigned: signedBy(question, actor) },
    event: { action: 'assistSign', words: '协办签收', internal: true }
  }),
  assist: ({ text, fileIds }, { question }, actor) => ({
    change: { assistSigned: signedBy(question, actor) },
    event: { action: 'assist', words: '协办意见', note: text, fileIds, internal: true },
    messages: question.leadPostId
      ? [
          posts(
            [question.leadPostId],
            'task',
            withNo(question, `${actor.post?.title ?? ''}${actor.post?.name ?? ''}提交了协办意见`)
          )
        ]
      : []
  })
}
