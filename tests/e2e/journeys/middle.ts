import type { Crew } from '../screen.ts'
import { acknowledge, ask, closeAll, dispatch, openMatter, rate, reply } from './steps.ts'

const WORDS = '高龄津贴停发'

/**
 * Between dispatch and answer: more asked for, more time granted, a wrong desk's return judged, a reminder, a
 * second go.
 */
export async function middle(crew: Crew): Promise<void> {
  const villager = await crew('villager4')
  const question = await ask(villager, '家里老人高龄津贴停发三个月了，想问问原因')
  const clerk = await crew('clerk')
  await dispatch(clerk, WORDS, '高龄津贴')
  const official = await crew('head7')
  await acknowledge(official, WORDS)

  await official.tap('请群众补充')
  await official.fill('需要补充什么', '请提供老人的姓名和年龄')
  await official.tap('提交')
  await official.see('暂停计时')
  await villager.open(question)
  await villager.see('请提供老人的姓名和年龄')
  await villager.fill('请补充情况', '李奶奶，今年八十六')
  await villager.tap('提交补充')
  await villager.tap('催一催')
  await villager.see('催办')

  await openMatter(official, WORDS)
  await official.tap('申请延期')
  await official.fill('延期的理由', '需要向县局核对名单')
  await official.tap('提交')
  await official.see('申请延期5个工作日')
  const leader = await crew('leader1')
  await leader.open('/work/leader/index')
  await leader.tap(WORDS)
  await leader.tap('同意')
  await leader.see('新期限')

  await openMatter(official, WORDS)
  await reply(official, '因年审漏报停发，已补录，下月十号一并补发，咨询请打民政所电话')
  await rate(villager, question, '基本满意')
  await villager.tap('没解决，要求重办')
  await villager.fill('哪里没有解决', '只补发了一个月')
  await villager.tap('要求重新办理')
  await villager.see('办理中')
  await closeAll(villager, clerk, official, leader)
}
