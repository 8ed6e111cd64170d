import type { Official } from 'shared/directory.ts'
import type { PosterFormat } from 'shared/places.ts'

/** What stands on every poster of one village. */
export type PosterText = Readonly<{
  appName: string
  sponsor: string
  filingNo: string
  servicePhone: string
  officeHours: string
  township: string
  village: string
  officials: readonly Official[]
}>
/** What is different on each: whose door it is for and the link its code opens. */
export type PosterCode = Readonly<{
  household: string | null
  link: string
  label: string
  /** The mini-program code as WeChat draws it; without it the link stands as a QR code. */
  png?: Uint8Array
}>

export const PER_SHEET: Record<PosterFormat, number> = { a4: 1, four: 4, sticker: 6 }

/** How it works, in three sentences. */
export const HOW = [
  '微信扫一扫，写清什么事、在哪里，可以拍照。',
  '马上得到编号，由有名有姓的负责人在规定时限内答复。',
  '到期没办好，系统自动逐级上报；办完由您评价。'
]

/** The two a villager turns to first: the village's secretary and the service area's. */
export const nearest = ({ officials }: PosterText): readonly Official[] =>
  officials.filter(({ role }) => role === 'villageSecretary' || role === 'districtSecretary').slice(0, 2)

/** `李明 0537-68001`; whom to ring when nobody holds the post. */
export const reach = ({ name, phone }: Official): string => `${name ?? '（暂缺）'} ${phone ?? ''}`.trim()

export const NOBODY = '本村负责人暂缺，请先拨打服务热线'
