import type { Finding } from 'shared/replies.ts'

/** A thing people ask for: how they ask, and what an answer to it shows. */
const ASKED: readonly (readonly [what: string, asked: RegExp, answered: RegExp])[] = [
  [
    '什么时候',
    /什么时候|什么时间|何时|几时|哪天|多久|多长时间|几号/,
    /\d|[一二三四五六七八九十两半]+(个|天|日|月|周|号|年|点)|(今|明|后)(天|日|年|晚|早|春|秋|冬)|本月|下月|本周|下周|每(天|周|月|年)|随时|当(天|日|场)|月底|年底|(节|假|期|学|季|末|收|冻|时|天|月|春|秋)(前|后)|已(经)?(更?换|修|装|清|补|发|办|安排|处理|解决|完成|拨|纠正|整改|拆|恢复|到|开|能)|暂(不|停|无)|尚未|还没/
  ],
  [
    '到哪里办',
    /(去|到|在)(哪|什么地方)(里|儿|个[^，。？]{0,4})?(办|交|报|领|查|申|登|补|缴|看|打|学)|哪里(办|交|报|领|查)/,
    /中心|窗口|大厅|所|站|局|办公室|医院|卫生|学校|银行|网|平台|小程序|微信|APP|app|手机|村委|社区|[路街]\d|楼|现场|家/
  ],
  [
    '多少钱',
    /多少钱|多少元|什么标准|补贴?多少|收费多少|几块/,
    /\d|[一二三四五六七八九十百千]+元|免费|不收|标准|没有补/
  ],
  [
    '要带什么材料',
    /(带|要|需要?|准备|交)(些)?(什么|哪些)(材料|手续|证件|证明|单据|东西)|什么(材料|手续)/,
    /证|户口|材料|表|单|书|卡|发票|照片|凭|携带|带|无需|不用|不需/
  ],
  [
    '能不能',
    /能不能|可不可以|能否|可否|是否|行不行|符不符合|有没有/,
    /能|可|不|没|是|有|符合|已|需|应|按|属|行|列入|纳入|统一|正在|要求|条件|岁|请/
  ],
  [
    '找谁',
    /找谁|谁管|谁负责|哪个(部门|单位)|归谁/,
    /所|站|局|办|中心|委|队|公司|物业|书记|主任|电话|联系|由|我们|已|恢复/
  ]
]
const SHOWN = 12

/**
 * Questions in the matter the reply says nothing to; pointed at as a whole, for what is missing has no place.
 */
export function unanswered(question: string, reply: string): Finding[] {
  return ASKED.flatMap(([what, asked, answered]) => {
    const found = asked.exec(question)
    if (!found || answered.test(reply)) return []
    const quoted = question.slice(Math.max(0, found.index - 4), found.index + SHOWN).replace(/\s+/g, ' ')
    return [{ start: 0, end: 0, words: `群众问了${what}（“…${quoted}…”），答复里没有说` }]
  })
}
