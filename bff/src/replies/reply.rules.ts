/** What may be wrong with a reply, most serious first; each in words an official reads before he sends it all the same. */
const CHECKS: readonly (readonly [(text: string, templates: readonly string[]) => boolean, string])[] = [
  [(text) => BLANK.test(text), '模板里还有空没有填'],
  [
    (text, templates) => templates.some((template) => bare(template) === bare(text)),
    '只用了模板原文，没有写这件事的情况'
  ],
  [(text) => bare(text).length < SHORTEST, '太短，看不出查了什么、怎么办'],
  [(text) => EVASIVE.test(text) && !CONCRETE.test(text), '只有原则话，没有写清做了什么、什么时候办、找谁']
]
const SHORTEST = 10 // characters beside punctuation
const BLANK = /【\s*】|_{2,}|＿{2,}|[×XxＸ]{2,}|（\s*）/
const EVASIVE =
  /高度重视|正在研究|研究研究|尽快(处理|解决|办理|落实|答复)|(有关|相关)(规定|政策|部门|要求)|积极(协调|争取|推进)|逐步解决|条件成熟|统筹考虑|进一步(研究|核实|加强)|予以(重视|关注)|加强(管理|监管|宣传)/
const CONCRETE =
  /\d|[一二三四五六七八九十两半]+(个|天|日|月|周|号|年|元|点|户|亩|人|米)|今天|明天|今晚|上午|下午|已(经)?(更?换|修|装|清|补|发|办|联系|安排|处理|解决|完成|拨|纠正|整改|拆|通知)/

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '')

/** What should be mended before this reply goes out, in words; empty when it may go. */
export const faultsOfReply = (text: string, templates: readonly string[]): string[] =>
  CHECKS.filter(([isFaulty]) => isFaulty(text, templates)).map(([, words]) => words)
