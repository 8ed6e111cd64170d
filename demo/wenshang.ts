import { type CountyBuilder, countyBuilder, type Tools } from './county.ts'
import { nameMaker, series } from './data/people.ts'
import { TOPICS } from './data/topics.ts'
import { REPLY_TEMPLATES } from './reply-templates.ts'

/** A second, small county: nothing of it may ever be seen from the first. */
export async function buildWenshang(tools: Tools): Promise<CountyBuilder> {
  const county = countyBuilder(tools, '370830', 500)
  const name = nameMaker(series(370830))
  await county.found('汶上县', '001')
  await county.org('county', '汶上县', null, null, '370830')
  await county.org('township', '南旺镇', '汶上县', null)
  await county.org('serviceArea', '运河服务区', '南旺镇', '南旺镇')
  for (const village of ['柳林村', '十里闸村', '寺前铺村'])
    await county.org('village', village, '运河服务区', '南旺镇')
  await county.org('unit', '便民服务中心', '南旺镇', '南旺镇')
  const hold = async (key: string, about: string) => {
    const holder = name()
    return { name: holder, accountId: await county.person(key, holder, `汶上县 ${about}`, null) }
  }
  await county.post(
    'intakeClerk',
    '受理员',
    '便民服务中心',
    '南旺镇',
    '受理登记、分派',
    await hold('w-clerk', '南旺镇受理员')
  )
  await county.post('leader', '镇长', '南旺镇', '南旺镇', '批阅、督办', await hold('w-leader', '南旺镇镇长'))
  await county.post(
    'townshipAdmin',
    '镇管理员',
    '便民服务中心',
    '南旺镇',
    '设置',
    await hold('w-admin', '南旺镇管理员')
  )
  await county.post(
    'villageSecretary',
    '柳林村党支部书记',
    '柳林村',
    '南旺镇',
    '村内事务',
    await hold('w-village', '柳林村党支部书记')
  )
  const head = await county.post(
    'unitHead',
    '便民服务中心主任',
    '便民服务中心',
    '南旺镇',
    '便民事项',
    await hold('w-head', '便民服务中心主任')
  )
  for (const topic of TOPICS.slice(0, 5)) await county.topic(topic, head, '南旺镇')
  await county.ladder()
  await county.replyTemplates(REPLY_TEMPLATES)
  for (let index = 0; index < 3; index++)
    await county.person(`w-villager${index + 1}`, name(), '汶上县 柳林村村民', '柳林村')
  return county
}
