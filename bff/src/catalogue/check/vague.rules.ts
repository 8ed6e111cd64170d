/**
 * catchAll: opens the list for anything; vague: leaves the reader to guess; undated: a time without a number.
 */
export type Vagueness = Readonly<{
  kind: 'catchAll' | 'vague' | 'undated' | 'unitless'
  found: string
  why: string
  proposal: string
}>

// What follows 等 when it closes a list; 等级, 同等, 等候 and 二等 do not.
const LIST_END =
  '(?<![平同高初中对优劣均不相甲乙丙一二三四五特])等(?=$|[\\s，。；、：:,;（）()]|的?(?:材料|证明|证件|证书|文件|资料|手续|情况|情形|部门|单位|人员|事项|内容|条件|信息|方式|原因|相关|有关|其他)|[一二两三四五六七八九十\\d]+[种项类个])'
const UNITS =
  '年月日天周岁个份张次元角分万亿千百米公斤克吨升里亩户人名项种类级页寸厘毫平立小工自%％‰℃号条款届期套间层台辆架艘楼栋室座枚本册宗件处所家只头羽株棵匹学倍度时位英字版兆kKmMcCgGtT×xX'
// A number with neither a unit nor a second half; years, articles, paper sizes and phones are none.
const BARE = new RegExp(
  `(?<![A-Za-z0-9.〔\\[第〕\\-–—/:：])\\d+(?:\\.\\d+)?(?![\\d.〕\\]\\-–—/:：A-Z${UNITS}至到比以])`
)

const TERMS: readonly (readonly [Vagueness['kind'], RegExp, string, string])[] = [
  [
    'catchAll',
    /法律(、|，)?(行政)?法规(和规章)?规定的(其他|其它|材料|条件)[^，。；]*/,
    '兜底条款，群众不知道还要什么',
    '删去，或逐项写出是哪部法规要求的哪一份材料'
  ],
  ['catchAll', /其[他它](?!组织)[^，。；（）]*/, '兜底说法，可以无限加要求', '逐项写出名称；确实没有就删去'],
  ['catchAll', new RegExp(LIST_END), '“等”没有说完', '把全部名称列出来，删去“等”'],
  [
    'catchAll',
    /另行通知|视情况?(而定)?|根据(实际)?(需要|情况)/,
    '没有说清什么时候要',
    '写成情形问题：什么情况下要，什么情况下不要'
  ],
  ['vague', /相关(?!系数)|有关/, '没有说清是哪一个', '写出具体名称或部门'],
  ['vague', /必要(的|时|材料|条件|手续)/, '没有说清由谁、按什么判断必要', '写出什么情况下需要'],
  [
    'vague',
    /按(照)?(相关|有关)?规定|符合规定|具备(规定|相应)的?条件/,
    '没有说清是哪条规定',
    '写出规定的名称和要求'
  ],
  [
    'vague',
    /原则上|酌情|适当|若干|之类|特殊情况|一般(?!纳税人|项目|工业|公共|贸易)(情况)?/,
    '模糊用语，各人理解不同',
    '写出明确的条件或数量'
  ],
  [
    'undated',
    /近期|及时|尽快|规定(的)?(时间|期限)内/,
    '没有写明多长时间',
    '写出数字和单位，例如“6个月内”“5个工作日内”'
  ],
  ['unitless', BARE, '数字后面没有单位', '补上单位，例如“平方米”“份”“周岁”']
]

/** Names in 《》 and quotation marks are somebody else's words. */
const masked = (words: string): string =>
  words.replace(/《[^》]*》|“[^”]*”|〔\d+〕/g, (name) => '＃'.repeat(name.length))

/** Every vague, catch-all, undated or unitless passage of a text, outside proper names; each term once. */
export function vagueIn(words: string): Vagueness[] {
  let rest = masked(words)
  return TERMS.flatMap(([kind, pattern, why, proposal]) => {
    const found = rest.match(pattern)?.[0]
    if (!found) return []
    rest = rest.replace(found, '＃'.repeat(found.length))
    return [{ kind, found, why, proposal }]
  })
}
