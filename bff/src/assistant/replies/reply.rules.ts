import type { Finding } from 'shared/replies.ts'
import { findPersonal } from '../../kernel/lib/personal/find.ts'
import type { PersonalKind } from '../../kernel/lib/personal/finder.ts'
import { unanswered } from './asked.rules.ts'

export type ReplyContext = Readonly<{
  /** Texts of the templates, for telling a mere template from a reply. */
  templates: readonly string[]
  /** What was asked. */
  question: string
  /** Numbers that are public: officials' and the hotline. */
  openPhones: readonly string[]
  /** When others get this very reply too: the name of whoever asked first, which is not theirs to read. */
  sharedName?: string | undefined
}>
type Check = (text: string, context: ReplyContext) => Finding[]

const SHORTEST = 10 // characters beside punctuation
const BLANK = /【\s*】|_{2,}|＿{2,}|×{2,}|(?<![A-Za-z.])[XxＸ]{2,}(?![A-Za-z.])|（\s*）/g
const EVASIVE =
  /高度重视|(正在|会|将|再|抓紧)研究|研究(研究|处理|解决)|已(经)?(知悉|收悉|了解|关注|记录)|耐心(等待|等候|等)|(理解|谅解)|会(尽快|抓紧|尽力)|尽快(处理|解决|办理|落实|答复)|(有关|相关)(规定|政策|部门|要求)|积极(协调|争取|推进)|逐步解决|条件成熟|统筹考虑|进一步(研究|核实|加强)|予以(重视|关注)|加强(管理|监管|宣传)/g
const CONCRETE =
  /\d|[一二三四五六七八九十两半]+(个|天|日|月|周|号|年|元|点|户|亩|人|米)|今天|明天|今晚|上午|下午|已(经)?(更?换|修|装|清|补|发|办|联系|安排|处理|解决|完成|拨|纠正|整改|拆|通知)/
/** Somebody to turn to, something that was done, or something that will be. */
const WAY_ON =
  /电话|拨打|联系|窗口|(所|站|局|办公室|中心|大厅|网站|小程序|平台|APP|app|微信|现场|村委|家中)|请(您|你|到|于|在|带|先|持|凭|按)|可以?(到|在|凭|持|先|直接|申请|办)|带.{0,8}(证|户口|材料|发票|卡)|登记|报名|申请|办理|领取|已|将|预计|计划|安排|不(能|符合|予|属于)|符合|能办|无需|不用/

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '')
const whole = (text: string, words: string): Finding => ({ start: 0, end: text.length, words })
const each = (text: string, pattern: RegExp, words: string): Finding[] =>
  [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
    words
  }))

const PRIVATE: Partial<Record<PersonalKind, string>> = {
  idNumber: '像是身份证号，请不要写进答复',
  bankCard: '像是银行卡号，请不要写进答复',
  phone: '不是公开的办公电话，确认可以告诉对方吗',
  plate: '像是别人的车牌，请不要写进答复',
  mail: '像是私人邮箱，确认可以告诉对方吗',
  wechat: '像是私人微信号，确认可以告诉对方吗'
}

/** What may be wrong with a reply, most serious first. */
const CHECKS: readonly Check[] = [
  (text) => each(text, BLANK, '模板里还有空没有填'),
  (text, { templates }) =>
    templates.some((template) => bare(template) === bare(text))
      ? [whole(text, '只用了模板原文，没有写这件事的情况')]
      : [],
  (text) => (bare(text).length < SHORTEST ? [whole(text, '太短，看不出查了什么、怎么办')] : []),
  (text) =>
    CONCRETE.test(text) ? [] : each(text, EVASIVE, '只有原则话，没有写清做了什么、什么时候办、找谁'),
  (text, { question }) => unanswered(question, text),
  (text) =>
    bare(text).length >= SHORTEST && !WAY_ON.test(text) && !CONCRETE.test(text)
      ? [{ start: 0, end: 0, words: '没有写办了什么、下一步做什么，也没有写找谁联系' }]
      : [],
  (text, { openPhones }) =>
    findPersonal(text, { names: [], open: openPhones }).flatMap(({ start, end, kind }) => {
      const words = PRIVATE[kind]
      return words ? [{ start, end, words }] : []
    }),
  (text, { sharedName }) =>
    sharedName === undefined
      ? []
      : findPersonal(text, { names: [sharedName], open: [] })
          .filter(({ kind }) => kind === 'name' || kind === 'address')
          .map(({ start, end }) => ({
            start,
            end,
            words: '这份答复会同时发给合并的其他提问人，请不要写姓名和门牌'
          }))
]

/**
 * What should be mended before this reply goes out, each pointed at where it stands; empty when it may go.
 */
export const checkReply = (text: string, context: ReplyContext): Finding[] =>
  CHECKS.flatMap((check) => check(text, context))

/** The findings in words, each once. */
export const wordsOf = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.map(({ words }) => words))
]
