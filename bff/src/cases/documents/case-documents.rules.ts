import { beijingYear } from 'shared/rules/beijing.ts'
import { GROUNDS } from 'shared/rules/case-words.ts'
import { instantWords, limitWords } from '../../kernel/lib/worktime.words.ts'
import { faultWords } from '../core/faults.words.ts'
import type { CaseDeciding, NewDocument } from '../core/outcome.types.ts'
import type { CaseState } from '../core/state.types.ts'
import type { DocumentLine } from './documents.table.ts'

/** What a paper is written from. */
export type Facts = Pick<CaseDeciding, 'kase' | 'item' | 'lead' | 'hall' | 'now'>
/** An instant as papers say it. */
export const at = (iso: string | Date) => {
  const when = new Date(iso)
  return `${beijingYear(when)}年${instantWords(when)}`
}
/** Who applied for what, and where; of a part of a bundle its own name and office. */
export const head = ({ kase, lead }: Facts, item = kase.itemName, office = lead.name): DocumentLine[] => [
  ['申请人', kase.name, 'applicant'],
  ['办理事项', item, 'item'],
  ['办理单位', office]
]
const list = (names: readonly string[]) => names.map((name, index) => `${index + 1}. ${name}`).join('\n')
const given = ({ papers }: CaseState) =>
  papers
    .filter(({ givenAt }) => givenAt !== null)
    .map(({ name, original }) => `${name}${original ? '（已验原件）' : ''}`)

/** 收件凭证: what was handed over at the window. */
export const received = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'received',
  data: {
    rows: [...head(d), ['收到材料', list(given(state))], ['收件窗口', d.hall.name]],
    body: ['材料已收下并推送到办理单位。单位应当在10个工作分钟内答复，超过不答复的视为同意受理。']
  }
})

/** 受理通知书 (行政许可法 art. 32). */
export const acceptance = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'acceptance',
  data: {
    rows: [
      ...head(d),
      ['受理时间', at(d.now)],
      ['承诺时限', limitWords(state.clocks!.promised.limit)],
      ['最迟办结', at(state.clocks!.promisedDueAt)],
      ...(state.clocks!.statutory
        ? ([['法定时限', limitWords(state.clocks!.statutory.limit)]] as const)
        : []),
      ['咨询电话', d.item.consult.number]
    ],
    body: [
      '您的申请符合受理条件，现予受理。踏勘、听证、检验检测、专家评审、公示等依法不计入办理时限的时间另行告知。',
      ...(state.deferrals.length ? ['容缺受理的材料请按承诺的日期补交，逾期不补的，本次申请作废。'] : [])
    ]
  }
})

/** 听证通知书 (行政许可法 art. 48). */
export const hearingNotice = (
  d: Facts,
  name: string,
  hearing: Readonly<{ at: string; place: string; host: string }>
): NewDocument => ({
  kind: 'hearing',
  data: {
    rows: [
      ...head(d),
      ['听证事项', name],
      ['时间', at(hearing.at)],
      ['地点', hearing.place],
      ['主持人', hearing.host]
    ],
    body: [
      '您可以亲自参加，也可以委托一至二人代理，可以提出证据、申辩和质证；认为主持人与本事项有直接利害关系的，可以申请回避。',
      '听证制作笔录，交您确认无误后签字。听证的时间依法不计入办理时限。您不承担组织听证的费用。'
    ]
  }
})

/** 一次性告知书: every defect at once. */
export const defects = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'defects',
  data: {
    rows: [
      ...head(d),
      [
        '需要补正',
        list(
          state.papers
            .filter(({ verdict }) => verdict === 'fix')
            .map((paper) => faultWords(paper, d.item.materials[paper.index]!))
        )
      ]
    ],
    body: [
      '以上是本次申请需要补正的全部内容。没有列出的材料不再要求更换。',
      '可以在手机上补交，也可以到窗口补交；30日内没有补正的，本次申请自动终止，可以重新申请。'
    ]
  }
})

const nameOf = (state: CaseState, index: number) =>
  state.papers.find((paper) => paper.index === index)?.name ?? ''

/** 容缺受理承诺书. */
export const deferral = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'deferral',
  data: {
    rows: [
      ...head(d),
      ...state.deferrals.map(
        ({ index, until, consequence }) =>
          ['容缺材料', `${nameOf(state, index)}，${at(until)}前补交；不补的后果：${consequence}`] as const
      )
    ],
    body: ['申请人知道并同意以上约定。']
  }
})

/** 告知承诺书 (国办发〔2020〕42号). */
export const promise = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'promise',
  data: {
    rows: [
      ...head(d),
      ...state.promises.map(
        ({ index, checkBy }) => ['承诺事项', `${nameOf(state, index)}，${at(checkBy)}前核查`] as const
      )
    ],
    body: ['申请人承诺所述属实、已经具备条件。经核查与承诺不符的，撤销决定，并依法承担责任。']
  }
})

/** 中止办理通知书: on which of the law's grounds the clock stands still, and until when at most. */
export const suspension = (
  d: Facts,
  { ground, reason, reviewOn }: NonNullable<CaseState['suspension']>
): NewDocument => ({
  kind: 'suspension',
  data: {
    rows: [...head(d), ['法定情形', GROUNDS[ground]], ['暂停原因', reason], ['最迟复查', at(reviewOn)]],
    body: ['暂停期间不计入办理时限。原因消除后立即恢复办理，并通知申请人。']
  }
})

export const extended = (d: Facts, state: CaseState): NewDocument => ({
  kind: 'extension',
  data: {
    rows: [
      ...head(d),
      ['延长', `${state.extension!.workingDays}个工作日`],
      ['理由', state.extension!.reason],
      ['最迟办结', at(state.clocks!.promisedDueAt)]
    ],
    body: ['经本机关负责人批准，依法延长办理时限（行政许可法第四十二条）。']
  }
})

export const voided = (d: Facts, state: CaseState, index: number): NewDocument => ({
  kind: 'voided',
  data: {
    rows: [...head(d), ['没有补交的材料', nameOf(state, index)]],
    body: ['按照容缺受理承诺书，承诺的材料到期没有补交，本次申请作废。材料可以领回，补齐后可以重新申请。']
  }
})

export const delivered = (d: Facts, words: string): NewDocument => ({
  kind: 'delivered',
  data: { rows: [...head(d), ['送达方式', words], ['送达时间', at(d.now)]], body: [] }
})
