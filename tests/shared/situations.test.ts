import fc from 'fast-check'
import {
  answersOf,
  answersText,
  applying,
  holds,
  MOST_PATHS,
  papersOf,
  pathsOf,
  type When,
  walk
} from 'shared/rules/situations.ts'
import { describe, expect, it } from 'vitest'
import { item, trees } from '../support/items.ts'

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)

describe('a walk through the questions', () => {
  const { questions, materials } = item()

  it.each([
    [{}, '方式', null],
    [{ 方式: '买卖' }, '办理人', null],
    [{ 方式: '买卖', 办理人: '本人' }, null, null],
    [{ 方式: '租' }, null, '租的房子不办过户，租房备案请到住房和城乡建设局'],
    // An answer left over from before an earlier one was changed does not count.
    [{ 方式: '租', 办理人: '本人' }, null, '租的房子不办过户，租房备案请到住房和城乡建设局'],
    [{ 方式: '没有这个答案', 办理人: '本人' }, '方式', null]
  ] as [When, string | null, string | null][])('%j asks %s, stops with %s', (answers, ask, stop) => {
    const found = walk(questions, answers)
    expect([found.ask?.key ?? null, found.stop]).toEqual([ask, stop])
  })

  it('names what to bring, what not, and why', () => {
    const { path } = walk(questions, { 方式: '继承', 办理人: '代办' })
    const { bring, spared } = papersOf(materials, path)
    expect(names(bring)).toEqual(['居民身份证', '不动产登记申请书', '继承公证书', '授权委托书'])
    expect(spared.map(({ material, why }) => [material.name, why])).toEqual([
      ['婚姻登记信息', '窗口自己向县民政局核验'],
      ['买卖合同', '您答的是：房子是怎么来的？继承的']
    ])
  })

  it('keeps what is merely welcome apart from what they must bring', () => {
    const photo = { ...materials[0]!, name: '证件照片', need: 'optional' as const }
    const { path } = walk(questions, { 方式: '买卖', 办理人: '本人' })
    const { bring, welcome } = papersOf([...materials, photo], path)
    expect(names(welcome)).toEqual(['证件照片'])
    expect(names(bring)).toEqual(['居民身份证', '不动产登记申请书', '买卖合同'])
  })

  it('comes back from a link as it was', () => {
    fc.assert(
      fc.property(trees, fc.infiniteStream(fc.nat(3)), (tree, picks) => {
        const ways = pathsOf(tree)
        const path = ways[picks.next().value! % ways.length]!
        const again = walk(tree, answersOf(answersText(path)))
        expect(answersText(again.path)).toBe(answersText(path))
      })
    )
  })

  it('ends on every path, with what the rules on it ask for', () => {
    const rules = fc.array(
      fc.record({
        name: fc.string({ minLength: 1, maxLength: 6 }),
        when: fc.array(
          fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', 'q3'), fc.constantFrom('a0', 'a1', 'a2'), {
            minKeys: 1,
            maxKeys: 3
          }),
          { maxLength: 3 }
        )
      }),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(trees, rules, (tree, materials) => {
        const ways = pathsOf(tree)
        expect(ways.length).toBeGreaterThan(0)
        for (const path of ways.slice(0, MOST_PATHS)) {
          const end = walk(tree, answersOf(answersText(path)))
          expect(end.ask).toBeNull()
          // The plain model: a rule is a set of answers, the path is one too, and a group holds when it lies
          // within.
          const given = new Set(path.map(({ question, answer }) => `${question.key}=${answer.key}`))
          const wanted = materials.filter(
            ({ when }) =>
              when.length === 0 ||
              when.some((group) => Object.entries(group).every(([q, a]) => given.has(`${q}=${a}`)))
          )
          expect(applying(materials, path)).toEqual(wanted)
          const { bring, spared } = papersOf(materials, path)
          expect(bring).toEqual(wanted)
          const named = new Set(materials.map(({ name }) => name))
          expect(
            new Set([...bring, ...spared.map(({ material: one }) => one)].map(({ name }) => name))
          ).toEqual(named)
          for (const { material: one } of spared)
            expect(bring.map(({ name }) => name)).not.toContain(one.name)
          for (const one of materials) expect(holds(one, path)).toBe(wanted.includes(one))
        }
      }),
      { numRuns: 300 }
    )
  })
})
