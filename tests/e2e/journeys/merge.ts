import type { Crew } from '../screen.ts'
import { acknowledge, ask, closeAll, dispatch, rate, reply } from './steps.ts'

const FIRST = '村东小桥栏杆断了半截'

/** Two neighbours tell of one bridge: merged from the second, answered once, rated by each. */
export async function merge(crew: Crew): Promise<void> {
  const [one, other] = [await crew('villager15'), await crew('villager16')]
  const first = await ask(one, `${FIRST}，道路桥面也坏了，孩子过桥危险`)
  const clerk = await crew('clerk')
  await dispatch(clerk, FIRST, '农村道路')
  const second = await ask(other, '村东那座小桥的栏杆断了，道路过桥太危险了')
  await clerk.open('/work/triage/index')
  await clerk.tap('村东那座小桥')
  await clerk.see('可能和这些是同一件事')
  await clerk.tap('并入这一件')
  await clerk.tap('合并')
  await clerk.see('已并入诉求')
  await other.open(second)
  await other.see('合并办理')

  const official = await crew('head11')
  await acknowledge(official, FIRST)
  await official.see('合并在这里的1件')
  await reply(official, '3月20日前更换全部栏杆，修好前已拉警戒线，电话0537-680132')
  await rate(other, second, '非常满意')
  await rate(one, first, '满意')
  await closeAll(one, other, clerk, official)
}
