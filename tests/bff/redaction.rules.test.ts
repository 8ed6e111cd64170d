import { everywhere, fitSpans, proposeSpans, redacted } from 'bff/assistant/publications/redaction.rules.ts'
import { findPersonal } from 'bff/kernel/lib/personal/find.ts'
import { isBankCard } from 'bff/kernel/lib/personal/numbers.ts'
import fc from 'fast-check'
import type { Span } from 'shared/publications.ts'
import { hasIdCheck } from 'shared/rules/numbers.ts'
import { piecesOf } from 'shared/rules/spans.ts'
import { describe, expect, it } from 'vitest'

const nobody = { names: [], open: [] }
/** What stands in a text and tells who somebody is, in the order it stands there. */
const found = (text: string, known: { names?: string[]; open?: string[] } = {}) =>
  findPersonal(text, { ...nobody, ...known }).map(({ start, end, kind }) => [kind, text.slice(start, end)])

describe('what is found', () => {
  it.each([
    ['身份证11010519491231002X请查', [['idNumber', '11010519491231002X']]],
    ['身份证 110105 19491231 002x 请查', [['idNumber', '110105 19491231 002x']]],
    ['身份证１１０１０５１９４９１２３１００２Ｘ', [['idNumber', '１１０１０５１９４９１２３１００２Ｘ']]],
    ['编号110105194912310021输错了一位', [['other', '110105194912310021']]],
    ['电话一13812345678', [['phone', '13812345678']]],
    ['身份证一11010519491231002X', [['idNumber', '11010519491231002X']]],
    ['卡号6222021234567890128 100元', [['bankCard', '6222021234567890128']]],
    ['电话（138）1234-5678', [['phone', '138）1234-5678']]],
    ['电话138.1234.5678', [['phone', '138.1234.5678']]],
    ['座机(0537)6651234', [['phone', '0537)6651234']]],
    ['老身份证110105491231002', [['idNumber', '110105491231002']]],
    ['打我电话13812345678就行', [['phone', '13812345678']]],
    [
      '电话138-1234-5678或138 1234 5679',
      [
        ['phone', '138-1234-5678'],
        ['phone', '138 1234 5679']
      ]
    ],
    ['电话+86 13812345678', [['phone', '+86 13812345678']]],
    ['手机一三八一二三四五六七八', [['phone', '一三八一二三四五六七八']]],
    ['手机幺三八一二三四五六七八', [['phone', '幺三八一二三四五六七八']]],
    ['座机0537-6812345', [['phone', '0537-6812345']]],
    ['合同号201381234567890', []],
    ['卡号6222021234567890124不对', [['other', '6222021234567890124']]],
    ['流水6222021234567890124不对', []],
    ['卡号 6222 0212 3456 7890 128', [['bankCard', '6222 0212 3456 7890 128']]],
    [
      '车牌鲁H·12345和鲁HD12345',
      [
        ['plate', '鲁H·12345'],
        ['plate', '鲁HD12345']
      ]
    ],
    ['发到wang_er@example.com谢谢', [['mail', 'wang_er@example.com']]],
    [
      '加微信wxid_abc123，或者微信号：zhang-san9',
      [
        ['wechat', 'wxid_abc123'],
        ['wechat', 'zhang-san9']
      ]
    ],
    ['我叫王建国，住张西村', [['name', '王建国']]],
    [
      '联系人：欧阳小妹 13812345678',
      [
        ['name', '欧阳小妹'],
        ['phone', '13812345678']
      ]
    ],
    ['我是李梅的邻居', [['name', '李梅']]],
    ['我是张楼村的村民', []],
    ['住在3号楼2单元501室的人', [['address', '3号楼2单元501室']]],
    ['家在建设路15号院', [['address', '15号院']]],
    ['3排12号门口的路灯不亮', [['address', '3排12号']]],
    ['二零二六年三月十五日停水三天', []],
    ['2026年3月15日到镇便民服务中心3号窗口', []],
    ['补贴1380元，共计200000000元', []],
    ['我叫王䶮，住村里', [['name', '王䶮']]],
    ['我叫张𠮷，路灯坏了', [['name', '张𠮷']]],
    ['张𠮷反映路灯坏了', [['name', '张𠮷']]],
    ['通行证H1234567800丢了', [['other', 'H1234567800']]],
    ['打我+852 9123 4567', [['phone', '+852 9123 4567']]],
    ['打我853-6612-3456', [['phone', '853-6612-3456']]],
    ['电话138\u200b1234\u200b5678', [['phone', '138\u200b1234\u200b5678']]],
    ['编11010519491231002X41，轮椅没领到', [['idNumber', '11010519491231002X41']]],
    ['共计85291234元', []],
    ['请看852号文件', []]
  ])('%s', (text, spans) => expect(found(text)).toEqual(spans))

  it('hides the parties’ names wherever they stand and leaves public numbers open', () => {
    expect(found('王二麻子家门口，找王二麻子', { names: ['王二麻子'] })).toHaveLength(2)
    expect(found('请打0537-6800123或13812345678', { open: ['0537-6800123'] })).toEqual([
      ['phone', '13812345678']
    ])
  })

  it('knows a party’s name by any of the dots', () => {
    for (const dot of '·•‧・･∙⋅')
      expect(found(`找阿依古丽${dot}买买提问`, { names: ['阿依古丽·买买提'] })).toEqual([
        ['name', `阿依古丽${dot}买买提`]
      ])
  })

  it('checks the last figure of an ID number and of a card', () => {
    expect(['11010519491231002X', '110105194912310021'].map(hasIdCheck)).toEqual([true, false])
    expect(['6222021234567890128', '6222021234567890124'].map(isBankCard)).toEqual([true, false])
  })
})

const personal = fc.constantFrom(
  '13812345678',
  '11010519491231002X',
  '6222021234567890128',
  '鲁HD12345',
  'a.b@example.com',
  '我叫王建国，',
  '3号楼2单元501室',
  '138 1234 5678'
)
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('路灯不亮', '，', '😀', '请尽快', '\n', '１２３')
)
const texts = fc.array(fc.oneof(words, personal), { maxLength: 14 }).map((parts) => parts.join(''))

describe('redaction', () => {
  it('loses no letter: the pieces put together are the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spans = proposeSpans(text, nobody)
        expect(fitSpans(text, spans)).toBe(true)
        expect(
          piecesOf(text, spans)
            .map((piece) => piece.text)
            .join('')
        ).toBe(text)
      }),
      { numRuns: 3000 }
    )
  })

  it('shows a reader nothing of what is hidden, by the machine or by hand, wherever else it stands', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.integer({ min: 2, max: 8 }), (text, at, length) => {
        const start = text.length ? at % text.length : 0
        const end = Math.min(text.length, start + length)
        const found = proposeSpans(text, nobody)
        const free = end > start && found.every((span) => span.end <= start || end <= span.start)
        const hand: Span[] = free ? [{ start, end, kind: 'other', hidden: true }] : []
        const spans = everywhere(
          text,
          [...found, ...hand].sort((a, b) => a.start - b.start)
        )
        expect(fitSpans(text, spans)).toBe(true)
        const shown = piecesOf(text, spans).filter(({ span }) => !span?.hidden)
        for (const { start: from, end: to } of [...found, ...hand])
          for (const { text: piece } of shown) expect(piece.includes(text.slice(from, to))).toBe(false)
      }),
      { numRuns: 3000 }
    )
  })

  it('keeps in sight what an editor decided to show', () => {
    const text = '热线13812345678常年有人接'
    const [span] = proposeSpans(text, nobody)
    expect(redacted(text, [{ ...span!, hidden: false }])).toBe(text)
    expect(redacted(text, [span!])).toBe('热线【电话】常年有人接')
  })

  it.each([
    ['beyond the end', [{ start: 2, end: 99 }]],
    ['empty', [{ start: 3, end: 3 }]],
    [
      'overlapping',
      [
        { start: 0, end: 3 },
        { start: 2, end: 4 }
      ]
    ],
    [
      'out of order',
      [
        { start: 3, end: 4 },
        { start: 0, end: 1 }
      ]
    ]
  ])('refuses spans %s', (_, spans) =>
    expect(
      fitSpans(
        '路灯不亮了',
        spans.map((span) => ({ ...span, kind: 'other', hidden: true }))
      )
    ).toBe(false)
  )
})
