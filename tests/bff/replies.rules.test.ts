import { REPLY_TEMPLATES } from 'bff/demo/reply-templates.ts'
import { faultsOfReply } from 'bff/replies/reply.rules.ts'
import { describe, expect, it } from 'vitest'

const templates = Object.values(REPLY_TEMPLATES)
const blank = '模板里还有空没有填'
const mere = '只用了模板原文，没有写这件事的情况'
const short = '太短，看不出查了什么、怎么办'
const evasive = '只有原则话，没有写清做了什么、什么时候办、找谁'

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
    ['您反映的问题，我们已收到', []],
    ['收到', [short]],
    ['好的！！！！！！！！！！', [short]],
    ['您反映的问题我们高度重视，将积极协调有关部门，尽快解决', [evasive]],
    ['请咨询相关部门，按相关政策执行即可', [evasive]],
    ['正在研究。', [short, evasive]]
  ])('%s', (text, faults) => expect(faultsOfReply(text, templates)).toEqual(faults))
})
