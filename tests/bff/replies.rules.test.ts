import { checkReply, wordsOf } from 'bff/assistant/replies/reply.rules.ts'
import { TOPICS } from 'demo/data/topics.ts'
import { REPLY_TEMPLATES } from 'demo/reply-templates.ts'
import { describe, expect, it } from 'vitest'
import { GOOD } from './good-replies.ts'

const templates = Object.values(REPLY_TEMPLATES)
const blank = '模板里还有空没有填'
const mere = '只用了模板原文，没有写这件事的情况'
const short = '太短，看不出查了什么、怎么办'
const evasive = '只有原则话，没有写清做了什么、什么时候办、找谁'
const nothing = '没有写办了什么、下一步做什么，也没有写找谁联系'
const context = { templates, question: '', openPhones: ['0537-6800138'] }
const wordsFor = (text: string, question = '') => wordsOf(checkReply(text, { ...context, question }))

describe('the check of a reply', () => {
  it.each<[text: string, faults: string[]]>([
    ['已更换灯头和电池，今晚恢复照明，有问题请打办公电话', []],
    ['带身份证和户口本到民政所填表，三个工作日内办好', []],
    ['您反映的问题我们高度重视，已安排张师傅明天上午去修', []],
    ['按照有关规定，您家人均耕地超过1亩，不能再批', []],
    ['您反映的路灯，已于【】修好', [blank]],
    ['请于____前到窗口办理，带好身份证', [blank]],
    ['请联系XX科室办理，带上身份证和户口本', [blank]],
    [templates[0]!, [blank, mere]],
    ['收到', [short]],
    ['好的！！！！！！！！！！', [short]],
    ['您反映的问题我们高度重视，将积极协调有关部门，尽快解决', [evasive]],
    ['请咨询相关部门，按相关政策执行即可', [evasive, nothing]],
    ['正在研究。', [short, evasive]],
    ['您反映的情况已知悉，我们会尽快研究处理，请耐心等待', [evasive]],
    ['您说的这件事情我们知道了，情况就是这样', [nothing]],
    ['已修好，可打0537-6800138', []],
    ['已修好，可打13812345678找李师傅', ['不是公开的办公电话，确认可以告诉对方吗']],
    ['已给王某办好，他的身份证号是11010519491231002X', ['像是身份证号，请不要写进答复']]
  ])('%s', (text, faults) => expect(wordsFor(text)).toEqual(faults))

  it.each([
    ['补贴什么时候发', '补贴由民政所统一发放，请放心', '什么时候'],
    ['补贴什么时候发', '您放心，今后会做好服务，前后经过请到民政所了解', '什么时候'],
    ['要带什么材料', '请到民政所窗口咨询办理', '要带什么材料'],
    ['报销去哪里办', '您符合条件，请带身份证和单据', '到哪里办'],
    ['补贴多少钱', '请带身份证到民政所窗口申请', '多少钱']
  ])('misses an answer to “%s”', (question, text, what) =>
    expect(wordsFor(text, question)).toEqual([expect.stringContaining(`群众问了${what}`)])
  )

  it('points at the very words', () => {
    const text = '我们高度重视，会积极协调'
    const found = checkReply(text, context).filter(({ end }) => end > 0)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['高度重视', '积极协调'])
  })

  it('lets good answers pass: fewer than one false alarm in ten', () => {
    const pairs = [
      ...GOOD,
      ...TOPICS.flatMap(({ asks, reply }) => asks.map((asked) => [asked, reply] as const))
    ]
    const alarms = pairs.filter(([asked, reply]) => wordsFor(reply, asked).length > 0)
    expect(pairs.length).toBeGreaterThanOrEqual(100)
    expect(alarms.length / pairs.length, JSON.stringify(alarms)).toBeLessThan(0.1)
  })
})
