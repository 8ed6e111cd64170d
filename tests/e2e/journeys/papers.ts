import type { Live } from '../live.ts'
import type { Crew } from '../screen.ts'
import { ask, closeAll, dispatch } from './steps.ts'

/** Posters for a list of doors, and a notice as a paper that anybody may check. */
export async function papers(crew: Crew, { sql, clock }: Live): Promise<void> {
  const admin = await crew('admin')
  await admin.open('/admin/codes/index')
  await admin.choose('村', '张东村')
  await admin.fill('门牌', '1排1号\n1排2号\n1排3号\n1排2号')
  await admin.see('共3户')
  await admin.tap('生成二维码')
  await admin.see('使用中3张')
  await admin.tap('一页四张')
  await admin.tap('下载打印件（PDF，3张）')
  await admin.see('已下载')

  const villager = await crew('villager17')
  await ask(villager, '村里自来水一到晚上就停水，水压太低')
  const clerk = await crew('clerk')
  await dispatch(clerk, '自来水一到晚上', '自来水')
  await clerk.tap('看限时办结通知单')
  await clerk.tap('打印通知单（PDF）')
  await clerk.see('已下载')
  const anybody = await crew(undefined)
  await anybody.open('/verify/index?code=370829-2222-2222-2222-2222')
  await anybody.see('没有这个验证码')
  const [printed] = await sql`select v.code, n.number from notice_versions v
    join notices n on n.tenant_id = v.tenant_id and n.id = v.notice_id
    where v.tenant_id = '370829' order by v.issued_at desc limit 1`
  await anybody.open(`/verify/index?code=370829-${printed!.code}`)
  await anybody.see('真件，现行有效')
  await anybody.see(`${printed!.number}号`)
  // The newest stands first, however many days the journeys before took.
  const day = new Date(clock.now.getTime() + 86_400_000).toISOString().slice(0, 10)
  await sql`insert into audit_anchors (tenant_id, day, position, hash) values ('370829', ${day}, 1234, ${'7'.repeat(64)})
    on conflict (tenant_id, day) do update set position = excluded.position`
  await anybody.tap('每天公布的操作记录存证')
  await anybody.see('共1234笔')
  await closeAll(admin, villager, clerk, anybody)
}
