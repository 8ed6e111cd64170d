import type { Case } from 'shared/cases.ts'
import { DELIVERY_WAYS } from 'shared/rules/case-words.ts'
import { DOCUMENTS, maskNumber } from 'shared/rules/identity.ts'
import { maskPhone } from 'shared/rules/phones.ts'
import { answersOf, applying, walk } from 'shared/rules/situations.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { maskName } from '../../kernel/lib/sealed.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { mayListen } from '../dialogue/dialogue.rules.ts'
import { documentTitle } from '../documents/titles.words.ts'
import type { CaseRow } from './cases.table.ts'
import { holds, isInsider } from './holds.rules.ts'
import { caseLine } from './line.present.ts'
import { allowedActions } from './moves.rules.ts'
import { ownTurn } from './own-turn.rules.ts'
import { presentPaper } from './papers.present.ts'
import type { Shown } from './shown.present.ts'
import { presentPush, presentStage, wholes } from './stages.present.ts'
import type { CaseState } from './state.types.ts'

/** The whole case as this reader may see it. */
export function presentCase(shown: Shown, actor: Actor): Omit<Case, 'unprintable'> {
  const { kase, item, record, county, calendar, now, open } = shown
  const { state } = kase
  const insider = isInsider(kase, actor)
  const own = holds.applicant(kase, actor)
  const staff = insider && !own
  const phone = open(kase.phoneSealed)
  const idNumber = open(kase.idSealed)
  const actions = allowedActions(kase, actor)
  const fills = actions.includes('fillForm')
  const { path } = walk(item.questions, answersOf(kase.answers))
  const looked = applying(
    item.materials.filter(({ source }) => source === 'shared'),
    path
  )
  return {
    ...caseLine(kase, county, calendar, now),
    ...(!insider && { name: maskName(kase.name) }),
    own: own && !kase.closedAt ? ownTurn(kase, now) : null,
    itemId: kase.itemId,
    itemVersion: kase.itemVersion,
    answers: kase.answers,
    situation: path.map(({ question, answer }) => ({ ask: question.ask, answer: answer.text })),
    channel: kase.channel,
    hall: county.names.get(kase.hallId) ?? '',
    applicantPhone: insider ? phone : maskPhone(phone),
    document: kase.kind === 'person' ? DOCUMENTS[kase.document].words : '统一社会信用代码',
    idMasked: maskNumber(idNumber),
    consult: item.consult.number,
    agent: agentOf(kase, county),
    visits: state.visits,
    round: state.round,
    papers: state.papers.map((paper) =>
      presentPaper(shown, paper, { desk: holds.desk(kase, actor), insider, fills, path })
    ),
    lookedUp: looked.map(({ name, issuer }) => (issuer ? `${name}（向${issuer}核验）` : name)),
    pushes: state.pushes.map((push) => presentPush(push, own)),
    stages: state.stages.map((stage) => presentStage(shown, stage, actor)),
    ...wholes(shown),
    pause: state.clocks?.pausedAt ? pauseWords(kase) : null,
    extension: extensionWords(state),
    deferrals: state.deferrals.map(({ index, until, consequence, settledAt }) => ({
      index,
      name: nameOf(state, index),
      words: settledAt ? '已补交' : `${instantWords(new Date(until))}前补交。不补：${consequence}`,
      open: settledAt === null
    })),
    promises: state.promises.map(({ index, checkBy, kept, note }) => ({
      index,
      name: nameOf(state, index),
      words:
        kept === null
          ? `${instantWords(new Date(checkBy))}前核查`
          : `${kept ? '核查属实' : '核查不符'}：${note}`,
      open: kept === null
    })),
    decision: state.decision,
    delivery: {
      way: state.delivery.way,
      words:
        DELIVERY_WAYS[state.delivery.way] +
        (insider && state.delivery.address ? `：${state.delivery.address}` : '')
    },
    ways: item.result.form === 'paper' ? ['window'] : ['window', 'electronic'],
    dialogue: mayListen(kase, actor),
    rating: state.rating?.level ?? null,
    complaint: staff || own ? complaintWords(state, staff) : null,
    saved: savedWords(kase),
    documents: record.documents
      .filter(({ kind }) => insider || kind === 'decision' || kind === 'acceptance')
      .map((row) => ({ id: row.id, kind: row.kind, ...documentTitle(row), at: row.issuedAt })),
    timeline: record.timeline
      .filter(
        ({ internal, action }) =>
          staff || (!internal && !['givePaper', 'fillForm', 'takeBackPaper'].includes(action))
      )
      .map((event) => ({
        id: event.id,
        at: event.at,
        action: event.action,
        who: event.who,
        words: event.words,
        note: event.note,
        files: []
      })),
    actions
  }
}

/** Why the clock stands: what somebody wrote when they stopped it comes before what the stage itself says. */
const pauseWords = ({ status, state }: CaseRow): string | null =>
  (status === 'suspended' && state.suspension?.reason) || state.clocks!.pauseReason

/** How far a bad rating has been seen to; what was said on the phone is for the staff. */
function complaintWords({ complaint, rating }: CaseState, staff: boolean): string | null {
  if (!complaint || !rating) return null
  const said = rating.before ?? rating
  const { appeal, rectifyNote, callNote } = complaint
  const stands = {
    toCall: '等大厅打电话回访',
    rectifying: '正在整改',
    appealed: '单位申诉，正在复核',
    done: '已整改'
  }
  const stand = appeal?.setAside ? '经复核不是办理单位的责任，不计入统计' : stands[complaint.state]
  const note = rectifyNote ?? appeal?.ruling ?? appeal?.note ?? (staff ? callNote : null)
  return [`${said.level}星${staff && said.comment ? `（${said.comment}）` : ''}：${stand}`, note]
    .filter(Boolean)
    .join('，')
}

const agentOf = ({ agentPostId }: CaseRow, { posts }: Shown['county']) => {
  const post = agentPostId ? posts.get(agentPostId) : undefined
  return post ? { name: post.name ?? post.title, phone: post.phone } : null
}

const nameOf = ({ papers }: CaseState, index: number) =>
  papers.find((paper) => paper.index === index)?.name ?? ''

function extensionWords({ extension }: CaseState): string | null {
  if (!extension) return null
  const { workingDays, reason, approved } = extension
  const stand = approved === null ? '待批准' : approved ? '已批准' : '未批准'
  return `延长${workingDays}个工作日（${reason}），${stand}`
}

function savedWords({ usedDays, savedDays, savedVisits }: CaseRow): string | null {
  if (usedDays === null) return null
  const days = savedDays !== null && savedDays > 0 ? `，比法定时限快${savedDays}个工作日` : ''
  const visits = savedVisits !== null && savedVisits > 0 ? `，少跑${savedVisits}趟` : ''
  return `用了${usedDays || '不到1'}个工作日${days}${visits}`
}
