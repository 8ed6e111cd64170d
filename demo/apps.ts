import type { App } from 'mock-server/world.ts'

const COUNTY_APPS = { '370829': 'jiaxiang', '370830': 'wenshang' } as const
export type DemoCounty = keyof typeof COUNTY_APPS

const THING = ['character_string1', 'thing2', 'time3']
export const TEMPLATE_IDS = {
  progress: 'tmpl-progress',
  task: 'tmpl-task',
  deadline: 'tmpl-deadline'
} as const
const templates = Object.fromEntries(
  Object.values(TEMPLATE_IDS).map((id) => [id, { longTerm: false, keys: THING }])
)

export const weappIdOf = (county: DemoCounty): string => `wx-${COUNTY_APPS[county]}-weapp`
export const officialIdOf = (county: DemoCounty): string => `wx-${COUNTY_APPS[county]}-h5`
/** The county whose mini-program this is. */
export const countyOf = (appId: string): string | undefined =>
  (Object.keys(COUNTY_APPS) as DemoCounty[]).find((county) => weappIdOf(county) === appId)
export const pushOf = (county: DemoCounty) => ({
  token: `push${county}`,
  aesKey: Buffer.from(`bangban-demo-push-${county}-0000000000`).toString('base64').slice(0, 43)
})

/** The apps the mock world knows: a mini-program and an official account for each county. */
export const demoApps = (publicUrl: string): App[] =>
  (Object.keys(COUNTY_APPS) as DemoCounty[]).flatMap((county): App[] => [
    {
      appId: weappIdOf(county),
      secret: `secret-${county}-weapp`,
      kind: 'weapp',
      platform: county,
      pages: ['home/index', 'questions/detail/index'],
      templates,
      push: { url: `${publicUrl}/wechat/push/${county}`, ...pushOf(county) }
    },
    { appId: officialIdOf(county), secret: `secret-${county}-h5`, kind: 'officialAccount', platform: county }
  ])
