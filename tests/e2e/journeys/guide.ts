import type { Crew } from '../screen.ts'
import { closeAll } from './steps.ts'

const QUESTION = '房子是怎么来的'

/**
 * A villager finds out what their case needs before they are anybody, prints it, and keeps it once they say
 * who they is.
 */
export async function guide(crew: Crew): Promise<void> {
  const villager = await crew(undefined)
  await villager.open('/home/index')
  await villager.tap('大字版')
  await villager.tap('办事情')
  await villager.see('企业开办')
  await villager.fill('要办什么事', 'guohu')
  await villager.tap('不动产转移登记')
  await villager.see(QUESTION)
  await villager.tap('继承的')
  await villager.tap('办过公证')
  await villager.tap('上一题')
  await villager.tap('没有办公证')
  await villager.tap('请别人代办')
  await villager.see('亲属关系证明')
  await villager.see('窗口自己向县公安局核验')
  await villager.see('最晚')
  await villager.tap('样表')
  await villager.see('已下载')
  await villager.tap('打印清单')
  await villager.see('已下载')
  await villager.tap('保存这张清单')
  await villager.meet('villager5')
  await villager.see('亲属关系证明')
  await villager.tap('保存这张清单')
  await villager.see('已保存')
  await villager.open('/guide/lists/index')
  await villager.tap('看清单')
  await villager.see('亲属关系证明')

  await villager.open('/guide/find/index')
  await villager.tap('企业开办')
  await villager.see('1个工作日内全部办好')
  await villager.see('等企业设立登记、印章刻制备案办好')
  await villager.open('/guide/handbook/index')
  await villager.tap('县公安局')
  await villager.tap('打印本部门分册')
  await villager.see('已下载')
  await closeAll(villager)
}

/**
 * A department changes an item; the check stops what is vague; a second person publishes; citizens see it at
 * once.
 */
export async function catalogue(crew: Crew): Promise<void> {
  const department = await crew('dept1')
  await department.open('/catalogue/list/index')
  await department.fill('事项名称', '不动产抵押登记')
  await department.tap('不动产抵押登记')
  await department.see('检查结果：0处错误')
  await department.fill('事项名称', '其他抵押登记')
  await department.see('兜底说法')
  await department.fill('事项名称', '不动产抵押登记')
  await department.see('检查结果：0处错误')
  await department.fill('咨询电话管什么', '抵押贷款登记咨询')
  await department.tap('另存为新版草稿')
  await department.see('第2版草稿')
  await department.tap('提交审核')
  await department.see('正在审核')

  const admin = await crew('county-admin')
  await admin.open('/catalogue/list/index')
  await admin.tap('待审核')
  await admin.tap('不动产抵押登记')
  await admin.tap('改了什么')
  await admin.see('抵押贷款登记咨询')
  await admin.tap('审核通过并发布')
  await admin.see('第2版 已发布（施行中）')
  await admin.open('/catalogue/list/index')
  await admin.choose('部门', '县公安局')
  await admin.tap('导出表格')
  await admin.see('已下载')

  const villager = await crew('villager6')
  await villager.open('/guide/find/index?q=%E6%8A%B5%E6%8A%BC')
  await villager.tap('不动产抵押登记')
  await villager.tap('看事项全文')
  await villager.see('第2版')
  await villager.see('抵押贷款登记咨询')
  await closeAll(department, admin, villager)
}
