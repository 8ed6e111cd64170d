import type { Crew } from '../screen.ts'
import { ask, closeAll } from './steps.ts'

/**
 * The admin's desk: the ledger finds a question; the county settles the order of routing; a supervisor reads
 * counts.
 */
export async function desk(crew: Crew): Promise<void> {
  const villager = await crew('villager5')
  await ask(villager, '村卫生室周末没人值班，拿药要跑到镇上')
  const admin = await crew('admin')
  await admin.open('/admin/ledger/index')
  await admin.fill('查诉求', '卫生室周末')
  await admin.tap('查找')
  await admin.see('村卫生室周末没人值班')
  await admin.tap('看全部')
  await admin.tap('更多筛选')
  await admin.choose('状态', '不予受理')
  await admin.see('没有符合条件的诉求')
  await admin.tap('清除筛选')

  await admin.open('/admin/duties/index')
  await admin.see('路灯照明')
  const county = await crew('county-admin')
  await county.open('/admin/duties/index')
  await county.tap('修改顺序')
  await county.tap('上移')
  await county.tap('保存顺序')
  await county.see('1. 本村的分工')
  await county.tap('修改顺序')
  await county.tap('上移')
  await county.tap('保存顺序')
  await county.see('1. 提问人点名的人')
  const supervisor = await crew('supervisor')
  await supervisor.open('/admin/counts/index')
  await supervisor.see('收到')
  await closeAll(villager, admin, county, supervisor)
}
