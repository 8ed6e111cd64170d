import type { Attachment } from 'shared/files.ts'
import type { Question, QuestionLine, TimelineEntry } from 'shared/questions.ts'
import { maskPhone } from 'shared/rules/phones.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { toClock } from '../../kernel/lib/clock.ts'
import { maskName } from '../../kernel/lib/sealed.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { traceWords } from '../../kernel/lib/worktime.words.ts'
import { noticeNo } from '../notices/notices.repo.ts'
import { isOverdue, questionClock, triageDue } from './clock.rules.ts'
import type { LineRow } from './lists.repo.ts'
import type { Merged } from './merged.repo.ts'
import { questionNo } from './messages.rules.ts'
import { allowedActions, type Facts, holds } from './moves.rules.ts'
import type { QuestionView } from './questions.repo.ts'
import type { QuestionEventRow, QuestionRow } from './questions.table.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null
/** The beginning of a text, as a list shows it. */
export const shorten = (text: string) =>
  [...text].length > 40 ? `${[...text].slice(0, 40).join('')}…` : text

/** One row of a list. A report or clue shows no word of its text there. */
export function presentLine(row: LineRow, calendar: WorkCalendar, now: Date, ownList = false): QuestionLine {
  const { question, village, handler, handlerPost } = row
  const { urgency, words } = questionClock(calendar, question, now)
  return {
    id: question.id,
    no: questionNo(question),
    kind: question.kind,
    status: question.status,
    summary: question.confidential && !ownList ? '（内容保密，点开查看）' : shorten(question.body),
    village,
    askedAt: question.askedAt.toISOString(),
    dueAt: iso(question.pausedAt ? null : question.dueAt),
    overdue: isOverdue(question, now),
    urgency,
    clockWords: words,
    handler,
    handlerPost,
    asks: ownList ? null : asksWords(question)
  }
}

export const factsOf = ({ callbackState, ratings, lead, deputy, needToKnow }: QuestionView): Facts => ({
  callbackState,
  ratings: ratings ?? 0,
  leadUnitId: lead?.unitId ?? null,
  deputyPostId: deputy?.id ?? null,
  needToKnow
})

export type Presenting = Readonly<{
  calendar: WorkCalendar
  now: Date
  actor: Actor
  events: readonly QuestionEventRow[]
  phone: string | null
  files: ReadonlyMap<string, Attachment>
  proposal: Question['proposal']
  merged: Merged
  /** Who assists. */
  meetings: Question['meetings']
  assisting: readonly { id: string; title: string; name: string | null }[]
}>

/** May this reader ring the asker up? Its own handler and the clerk may; the look is written to the audit. */
export const mayRing = (question: QuestionRow, actor: Actor, facts: Facts): boolean =>
  !question.confidential && (holds.lead(question, actor, facts) || holds.clerk(question, actor, facts))

export function presentQuestion(view: QuestionView, presenting: Presenting): Question {
  const { question, lead, notice, topic, forum, callbackState } = view
  const { calendar, now, actor, events, phone, files, proposal, merged, assisting, meetings } = presenting
  const facts = factsOf(view)
  const isAsker = holds.asker(question, actor)
  const staff = actor.post !== null && !isAsker
  const line = presentLine(
    { question, village: view.village, handler: lead?.name ?? null, handlerPost: lead?.title ?? null },
    calendar,
    now,
    true
  )
  const ring = mayRing(question, actor, facts)
  return {
    ...line,
    body: question.body,
    placeText: question.placeText,
    topicId: question.topicId,
    topic,
    asker: askerWords(view, isAsker || ring),
    askerPhone: phone && (ring ? phone : maskPhone(phone)),
    onBehalfOf: question.onBehalfOf && `${question.onBehalfOf.name}（${question.onBehalfOf.relation}）`,
    files: found(files, events[0]?.fileIds ?? []),
    handlerPhone: lead?.phone ?? null,
    leadPostId: question.leadPostId,
    assists: staff
      ? assisting.map(({ id, title, name }) => ({
          postId: id,
          words: `${title} ${name ?? ''}`.trim(),
          signed: question.assistSigned.includes(id)
        }))
      : [],
    triageDueAt: question.status === 'received' ? triageDue(calendar, question.askedAt).toISOString() : null,
    why:
      question.clock && question.dueAt ? traceWords(calendar, toClock(question.clock), question.dueAt) : [],
    timeline: events.filter(({ internal }) => staff || !internal).map((event) => presentEvent(event, files)),
    rating: question.rating,
    forum,
    meetings,
    noticeId: question.noticeId,
    noticeNo: notice && noticeNo(notice),
    pending: question.pending && {
      id: question.pending.id ?? '',
      kind: question.pending.kind,
      words: pendingWords(question.pending)
    },
    proposal: staff ? proposal : null,
    flags: staff ? [...flagsOf(question), ...pictureFlags(files)] : [],
    callbackState,
    ...merged,
    publication: publicationOf(view, isAsker),
    actions: allowedActions({ question, facts, now }, actor)
  }
}

/** A reporter's name is nobody's to read here; an asker's whole for those who may ring them up. */
function askerWords({ question, asker }: QuestionView, whole: boolean): string {
  if (question.confidential && !whole) return '保密'
  return whole ? (asker.name ?? '未留姓名') : maskName(asker.name ?? '某')
}

/** How far making this public has got; the asker alone is asked for it. */
function publicationOf({ question, publication }: QuestionView, isAsker: boolean): Question['publication'] {
  if (question.confidential || !question.reply || !question.answeredAt) return null
  const shown = publication?.state === 'published' || publication?.state === 'changing'
  if (publication && shown) return { id: publication.id, state: 'public' }
  if (!publication || (publication.consentedAt && publication.answer !== question.reply))
    return isAsker ? { id: null, state: 'may' } : null
  return { id: publication.id, state: publication.consentedAt ? 'agreed' : 'declined' }
}

const ASKED = { extension: '申请延期', forum: '建议提交会议研究', dispatch: '上报批阅' } as const
const pendingWords = ({ kind, workingDays, reason, by }: NonNullable<QuestionRow['pending']>) =>
  `${by}${ASKED[kind]}${kind === 'extension' ? `${workingDays}个工作日` : ''}：${reason}`

/** What a leader is asked for, on their list. A sealed matter's reasons are words of it. */
function asksWords({ pending, status, needsEndorsement, confidential }: QuestionRow): string | null {
  if (pending) return confidential ? ASKED[pending.kind] : pendingWords(pending)
  if (status === 'returned') return '被退回，请裁定由谁办理'
  return needsEndorsement ? '限时办结通知单待批阅' : null
}

const found = (files: Presenting['files'], ids: readonly string[]): Attachment[] =>
  ids.flatMap((id) => files.get(id) ?? [])

const presentEvent = (event: QuestionEventRow, files: Presenting['files']): TimelineEntry => ({
  id: event.id,
  at: event.at.toISOString(),
  action: event.action,
  who: event.who,
  words: event.words,
  note: event.note,
  files: event.action === 'ask' ? [] : found(files, event.fileIds)
})

function pictureFlags(files: Presenting['files']): string[] {
  const checks = new Set([...files.values()].map(({ check }) => check))
  if (checks.has('risky')) return ['照片可能违规，请人工核对']
  return checks.has('review') ? ['照片请人工核对'] : checks.has('pending') ? ['照片尚未核查'] : []
}

function flagsOf({
  textCheck,
  confidential,
  chosenPostId,
  urgedOn,
  returns,
  reopens,
  replyFindings
}: QuestionRow): string[] {
  return [
    ...(textCheck === 'review' || textCheck === 'risky' ? ['内容含敏感词，请人工核对'] : []),
    ...(textCheck === 'pending' ? ['文字尚未核查'] : []),
    ...(confidential ? ['保密件'] : []),
    ...(chosenPostId ? ['提问人指定了答复人'] : []),
    ...(urgedOn ? [`${urgedOn} 催办过`] : []),
    ...(returns ? ['曾被退回'] : []),
    ...(reopens ? ['群众要求重办'] : []),
    ...(replyFindings?.length ? [`答复有提示仍发送：${replyFindings.join('；')}`] : [])
  ]
}
