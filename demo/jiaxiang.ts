import { buildCatalogue, demoCatalogue } from './catalogue.ts'
import { type CountyBuilder, countyBuilder, type Tools } from './county.ts'
import { nameMaker, series } from './data/people.ts'
import { TOPICS } from './data/topics.ts'
import { UNITS } from './data/units.ts'
import { villages } from './data/villages.ts'
import { buildHall, HALL } from './hall.ts'
import { REPLY_TEMPLATES } from './reply-templates.ts'

const TOWNSHIP = '大张楼镇'
const AREAS = [
  '张楼服务区',
  '临湖服务区',
  '彭营服务区',
  '曙光服务区',
  '荣光服务区',
  '滨湖服务区',
  '任杨服务区'
]

const AGENTS = 4 // the newspaper's own figure
const CLERKS = [
  ['大厅导办员', '取号签到、电话预约'],
  ['综合窗口受理员', '受理收件、叫号'],
  ['大厅值班主任', '窗口安排、停办通知、申诉']
] as const

const TOWN_DESK = '大张楼镇便民服务中心'
/**
 * 嘉祥县 with 大张楼镇: 7 service areas, its villages, 27 units, clerk, leaders, supervisor, admins, 60 villagers.
 */
export async function buildJiaxiang(
  tools: Tools
): Promise<CountyBuilder & { topicIds: Map<string, string> }> {
  const county = countyBuilder(tools, '370829', 0)
  const name = nameMaker(series(370829))
  await county.found('嘉祥县', '001')
  await county.org('county', '嘉祥县', null, null, '370829')
  await county.org('township', TOWNSHIP, '嘉祥县', null, '370829107')
  for (const area of AREAS) await county.org('serviceArea', area, TOWNSHIP, TOWNSHIP)
  for (const [index, village] of villages.entries())
    await county.org(
      'village',
      village.name,
      AREAS[Math.floor((index * AREAS.length) / villages.length)]!,
      TOWNSHIP,
      village.code
    )
  for (const [unit] of UNITS) await county.org('unit', unit, TOWNSHIP, TOWNSHIP)

  const hold = async (key: string, about: string) => {
    const holder = name()
    return { name: holder, accountId: await county.person(key, holder, about, null) }
  }
  await county.post(
    'intakeClerk',
    '受理员',
    '党政办公室',
    TOWNSHIP,
    '受理登记、分派、回访',
    await hold('clerk', `${TOWNSHIP}受理员：分派、回访、会议纪要`)
  )
  for (const [index, title] of ['镇党委书记', '镇长', '镇党委副书记'].entries())
    await county.post(
      'leader',
      title,
      TOWNSHIP,
      TOWNSHIP,
      '批阅、督办、裁定',
      await hold(`leader${index + 1}`, `${title}：批阅通知单、审批延期`)
    )
  await county.post(
    'supervisor',
    '监督员',
    '党建办公室',
    TOWNSHIP,
    '效能监督、差评回访',
    await hold('supervisor', `${TOWNSHIP}监督员：看台账、催回访`)
  )
  await county.post(
    'townshipAdmin',
    '镇管理员',
    '党政办公室',
    TOWNSHIP,
    '分工、请假、二维码',
    await hold('admin', `${TOWNSHIP}管理员：分工、二维码、台账`)
  )
  await county.post(
    'countyAdmin',
    '县管理员',
    '嘉祥县',
    null,
    '全县设置',
    await hold('county-admin', '嘉祥县管理员')
  )
  for (const [index, area] of AREAS.entries())
    await county.post(
      'districtSecretary',
      `${area}书记`,
      area,
      TOWNSHIP,
      '包片村庄、矛盾协调',
      await hold(`district${index + 1}`, `${area}书记`)
    )
  for (const [index, { name: village }] of villages.entries())
    await county.post(
      'villageSecretary',
      `${village}党支部书记`,
      village,
      TOWNSHIP,
      '村内事务、便民代办',
      await hold(`village${index + 1}`, `${village}党支部书记`)
    )

  const heads = new Map<string, string>()
  for (const [index, [unit, duties]] of UNITS.entries()) {
    const deputy = await county.post(
      'unitDeputy',
      `${unit}副职`,
      unit,
      TOWNSHIP,
      duties,
      await hold(`deputy${index + 1}`, `${unit}副职`)
    )
    const head = await county.post(
      'unitHead',
      `${unit}负责人`,
      unit,
      TOWNSHIP,
      duties,
      await hold(`head${index + 1}`, `${unit}负责人：签收、答复`),
      deputy
    )
    heads.set(unit, head)
  }
  await county.org('unit', TOWN_DESK, TOWNSHIP, TOWNSHIP)
  await county.post(
    'hallClerk',
    '综合窗口',
    TOWN_DESK,
    TOWNSHIP,
    '就近收件、帮办代办',
    await hold('town1', `${TOWN_DESK}综合窗口：就近收县里的件`)
  )
  // Above the townships: takes in what is about a township's own leaders.
  await county.org('unit', '县信访局', '嘉祥县', null)
  for (const [role, key, title] of [
    ['intakeClerk', 'county-clerk', '县信访局受理员'],
    ['leader', 'county-leader', '县信访局局长']
  ] as const)
    await county.post(
      role,
      title,
      '县信访局',
      null,
      '信访举报、线索核查',
      await hold(key, `${title}：回避后的举报件`)
    )

  // The county's departments, each with who keeps its part of the catalogue.
  const catalogue = demoCatalogue()
  for (const [index, department] of [...catalogue.keys()].entries()) {
    await county.org('unit', department, '嘉祥县', null)
    const head = `${department}业务负责人：编事项、审批办件`
    const staff = `${department}经办员：受理答复、踏勘审核`
    const held = [
      ['unitHead', '业务负责人', '政务服务事项', await hold(`dept${index + 1}`, head)],
      ['departmentHandler', '经办员', '受理答复、踏勘、审核', await hold(`staff${index + 1}`, staff)]
    ] as const
    for (const [role, title, duty, holder] of held)
      await county.post(role, title, department, null, duty, holder)
  }
  await buildCatalogue(tools, catalogue, {
    tenantId: '370829',
    departmentId: (name) => county.places.get(name)!,
    author: '县行政审批服务局'
  })

  await buildHall(tools, '370829', await county.org('unit', HALL, '嘉祥县', null))
  for (const [index, [title, duty]] of CLERKS.entries())
    await county.post('hallClerk', title, HALL, null, duty, await hold(`hall${index + 1}`, `${HALL}${title}`))
  const chief = await hold('hall4', `${HALL}主任：重新审查、督办`)
  await county.post('unitHead', '主任', HALL, null, '大厅管理、重新审查', chief)

  for (let index = 1; index <= AGENTS; index++) {
    const agent = await hold(`agent${index}`, `${HALL}代办员：一件事全程代办`)
    await county.post('agent', `代办员${index}号`, HALL, null, '企业开办、一件事免费代办', agent)
  }

  const topicIds = new Map<string, string>()
  for (const topic of TOPICS)
    topicIds.set(topic.name, await county.topic(topic, heads.get(topic.unit)!, TOWNSHIP))
  await county.ladder()
  await county.replyTemplates(REPLY_TEMPLATES)
  for (let index = 0; index < 60; index++) {
    const village = villages[(index * 7) % villages.length]!.name
    await county.person(`villager${index + 1}`, name(), `${village}村民`, village)
  }
  return { ...county, topicIds }
}
