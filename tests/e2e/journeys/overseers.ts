import { expect } from 'vitest'
import type { Live } from '../live.ts'
import type { Crew } from '../screen.ts'
import { ask, closeAll, dispatch } from './steps.ts'

const WEEK_MS = 7 * 86_400_000

/**
 * A week goes by: it is counted by itself, a clerk writes a line to it, the leader publishes it, a secretary
 * reads it.
 */
export async function bulletin(crew: Crew, live: Live): Promise<void> {
  const villager = await crew('villager21')
  await ask(villager, '村里的排水沟堵了，下雨院子里进水')
  await villager.close()
  live.clock.now = new Date(live.clock.now.getTime() + WEEK_MS)
  await live.sql`select graphile_worker.add_job('draftBulletins')`
  const drafts = () => live.sql`select 1 from bulletins where scope = '大张楼镇' and period = 'week'`
  await expect
    .poll(async () => (await drafts()).length, { interval: 200, timeout: 20_000 })
    .toBeGreaterThan(0)

  const clerk = await crew('clerk')
  await clerk.open('/bulletins/list/index')
  await clerk.tap('一周')
  await clerk.see('草稿，还没有发布')
  await clerk.fill('工作提示', '请各单位抓紧办理排水沟清淤。')
  await clerk.tap('保存提示')
  await clerk.see('已保存')
  const leader = await crew('leader1')
  await leader.open('/boards/overview/index')
  await leader.see('近七天收到')
  await leader.tap('历次通报')
  await leader.tap('一周')
  await leader.see('请各单位抓紧办理排水沟清淤')
  await leader.tap('下载打印件（PDF）')
  await leader.see('已下载')
  await leader.tap('审签并发布')
  await leader.tap('发布')
  await leader.see('审签发布')
  const secretary = await crew('village1')
  await secretary.open('/bulletins/list/index')
  await secretary.tap('已发布')
  await secretary.see('按时答复率')
  await closeAll(clerk, leader, secretary)
}

/**
 * From the board's figures to the matters behind them; what comes again and again; months as they might have
 * been.
 */
export async function boards(crew: Crew): Promise<void> {
  const villager = await crew('villager22')
  await ask(villager, '镇上的不动产登记要带哪些材料')
  const clerk = await crew('clerk')
  await dispatch(clerk, '不动产登记要带', '不动产登记')
  await clerk.open('/boards/desk/index')
  await clerk.see('哪个村什么事多')
  await clerk.tap('· 不动产登记')
  await clerk.see('镇上的不动产登记要带哪些材料')
  await clerk.open('/admin/hotspots/index')
  await clerk.see('未诉先办')
  await clerk.open('/admin/whatif/index')
  await clerk.tap('推演')
  await clerk.see('超期率')
  await closeAll(villager, clerk)
}

/**
 * The county's admin lets another system in and shows it out, keeps villagers' words, runs again what was
 * given up.
 */
export async function county(crew: Crew, { sql }: Live): Promise<void> {
  const admin = await crew('county-admin')
  await admin.open('/admin/open/index')
  await admin.fill('系统名称', '12345热线')
  await admin.tap('发给密钥')
  await admin.see('只显示这一次')
  await admin.tap('收回密钥')
  await admin.tap('收回')
  await admin.see('已收回')
  await admin.fill('接收地址', 'http://127.0.0.1:9/hook')
  await admin.tap('添加地址')
  await admin.see('使用中，还没有发过')
  await admin.tap('发一条试试')
  await admin.see('对方没有收下')
  await admin.tap('停用')
  await admin.tap('停用地址')
  await admin.see('还没有接收地址')
  await admin.open('/admin/synonyms/index')
  await admin.tap('新增一组')
  await admin.fill('意思相同的词', '机井、水井')
  await admin.tap('保存')
  await admin.see('机井、水井')
  await sql`select graphile_worker.add_job('deliver', json_build_object('tenantId', '370829', 'messageId', gen_random_uuid()),
    run_at := now() + interval '1 hour', job_key := 'given-up', max_attempts := 8)`
  await sql`update graphile_worker._private_jobs set attempts = 8 where key = 'given-up'`
  await admin.open('/admin/jobs/index')
  await admin.see('给群众或干部发通知')
  await admin.see('试了8次')
  await admin.tap('再试')
  await admin.see('没有停下的任务')
  await admin.close()
}
