import type { Notice, NoticeVersion } from 'shared/notices.ts'
import { printedCode } from '../../kernel/lib/printed-codes.rules.ts'
import { questionNo } from '../questions/messages.rules.ts'
import type { QuestionEventRow, QuestionRow } from '../questions/questions.table.ts'
import { type getNotice, noticeNo } from './notices.repo.ts'

type Kept = Awaited<ReturnType<typeof getNotice>>

const RESULT = {
  answered: '已答复',
  closed: '已办结',
  withdrawn: '提问人撤回',
  refused: '不予受理'
} as Record<string, string>

const presentVersion = ({
  tenantId,
  noticeId: _,
  code,
  issuedAt,
  dueAt,
  ...rest
}: Kept['versions'][number]): NoticeVersion => ({
  ...rest,
  code: printedCode(tenantId, code),
  issuedAt: issuedAt.toISOString(),
  dueAt: dueAt.toISOString()
})

/** The notice with everything that was added to it by hand on a paper one. */
export const presentNotice = (
  notice: Kept,
  question: QuestionRow,
  events: readonly QuestionEventRow[]
): Omit<Notice, 'unprintable'> => ({
  id: notice.id,
  no: noticeNo(notice),
  questionId: question.id,
  questionNo: questionNo(question),
  versions: notice.versions.map(presentVersion),
  endorsements: events
    .filter(({ action }) => action === 'endorse')
    .map(({ note, who, at }) => ({ text: note ?? '', who, at: at.toISOString() })),
  servedAt: notice.issuedAt.toISOString(),
  acknowledgedAt: question.acknowledgedAt?.toISOString() ?? null,
  reply: question.reply,
  repliedAt: question.answeredAt?.toISOString() ?? null,
  result: RESULT[question.status] ?? '办理中'
})
