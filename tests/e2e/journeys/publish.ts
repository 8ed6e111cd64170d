import type { Crew } from '../screen.ts'
import { acknowledge, ask, closeAll, dispatch, reply } from './steps.ts'

const WORDS = '危房改造补助'

/**
 * From an answer to a public page: agreed to, names hidden, looked at by a second person, found by the next
 * who asks.
 */
export async function publish(crew: Crew): Promise<void> {
  const villager = await crew('villager11')
  const question = await ask(villager, '我叫赵铁柱，家里危房改造补助怎么申请，电话13812345678')
  const clerk = await crew('clerk')
  await dispatch(clerk, WORDS, '危房改造')
  const official = await crew('head11')
  await acknowledge(official, WORDS)
  await official.fill('答复群众', '我们高度重视，会积极协调有关部门')
  await official.see('只有原则话')
  await reply(official, '带身份证和户口本到村镇建设办公室填表，10个工作日内上门鉴定')
  await villager.open(question)
  await villager.tap('同意公开')
  await villager.see('您已同意公开')

  await clerk.open('/work/publishing/index')
  await clerk.tap(WORDS)
  await clerk.fill('标题', '危房改造补助怎么申请')
  await clerk.tap('提交，请第二人核对')
  await clerk.see('已交第二人核对')
  const leader = await crew('leader1')
  await leader.open('/work/publishing/index')
  await leader.tap('待核对')
  await leader.tap(WORDS)
  await leader.tap('核对无误，公开')

  const reader = await crew('villager12')
  await reader.open('/questions/ask/index')
  await reader.fill('把事情写清楚', '房子是危房，改造补助去哪里申请')
  await reader.see('别人问过类似的')
  await reader.tap('危房改造补助怎么申请')
  await reader.see('我叫【姓名】')
  await reader.see('10个工作日内上门鉴定')
  await reader.tap('我也关心')
  await reader.see('已关注')
  await closeAll(villager, clerk, official, leader, reader)
}
