import type { Finder } from './finder.ts'
import { figuresOf } from './reading.ts'

const PROV = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
const G = '[\\s·•.\\-_/~*|]{0,2}'
/** Number plates, whole or without their province after 车牌. */
export const PLATE: readonly Finder[] = [
  [
    'plate',
    new RegExp(
      `${PROV}${G}[A-HJ-NP-Z](?:${G}[A-HJ-NP-Z0-9]){4,5}(?:${G}[A-HJ-NP-Z0-9]|[挂学警港澳使领])?(?![A-Z0-9])`,
      'gu'
    ),
    (t) =>
      figuresOf(t).length >= 3 &&
      /^.{1,2}(.)/.test(t) &&
      [5, 6].includes(t.replace(/[^A-Z0-9挂学警港澳使领]/g, '').length - 1)
  ],
  ['plate', new RegExp(`${PROV}\\d{2}[-·\\s]\\d{5}(?!\\d)`, 'gu')],
  [
    'plate',
    /(?<=车[牌号][^，。\dA-Z]{0,6})[A-HJ-NP-Z]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9元万])/gu,
    (t) => figuresOf(t).length >= 3
  ]
]
const APP =
  '微信|V信|薇信?|威信|卫星|加[我俺]?微|(?<![A-Z])VX|(?<![A-Z])WX|WECHAT|(?<![A-Z])Q\\s?Q|扣扣|企鹅|(?<![A-Z])Q(?=号)|抖音|快手|小红书|[加➕+]\\s?V|陌陌|钉钉'
/** Accounts of chats and clips: by the app’s name in any of its spellings, or by their form. */
export const CHAT: readonly Finder[] = [
  [
    'wechat',
    new RegExp(
      `(?<=(?:${APP})(?:号码|号|ID)?[\\s是为就:：叫“"'♥❤➡→(（]{0,4})[A-Z][A-Z0-9_.-]{4,19}(?![A-Z0-9])`,
      'gu'
    ),
    (t) => !/^(HTTP|WWW)/.test(t)
  ],
  [
    'wechat',
    new RegExp(
      `(?<=(?:${APP})(?:号码|号|ID)?[\\s是为就:：叫“"'♥(（]{0,4})[0-9][0-9A-Z_-]{4,13}(?![0-9A-Z元年月人])`,
      'gu'
    )
  ],
  [
    'wechat',
    new RegExp(
      `(?<=(?:${APP})(?:号码|号|ID)?[\\s:：是]{0,2})[A-Z0-9](?:[ ]?[A-Z0-9]){4,19}(?![0-9A-Z元])`,
      'gu'
    ),
    (t) => t.includes(' ') && figuresOf(t).length > 2
  ],
  [
    'wechat',
    /(?<=微信(?!公众|支付|小程序|群)[\u4e00-\u9fa5]{1,10})[A-Z][A-Z0-9_-]{5,19}(?![A-Z0-9])/gu,
    (t) => /\d/.test(t)
  ],
  // Whatever it is called: a word of letters with figures or a joint in it, no address, no model.
  [
    'wechat',
    /(?<![A-Z0-9./:@_-])[A-Z]{4}[A-Z0-9_-]{1,15}(?<=\d)(?![A-Z0-9@./_-])/gu,
    (t) =>
      t.length >= 6 &&
      t.length <= 20 &&
      !/^(WINDOWS|HTTPS?|COVID|IPHONE|HUAWEI|REDMI|MATE|CRH|WIFI|IPV|GBT|LPR|ANDROID)/.test(t)
  ],
  ['wechat', /(?<![A-Z0-9./:@_-])[A-Z]{2,12}_[A-Z0-9_]{2,20}(?![A-Z0-9@./_-])/gu],
  [
    'wechat',
    new RegExp(
      `(?<=(?:${APP}|球球|泡泡|WEIXIN|微|搜索?)[^A-Z0-9，。]{0,6})[A-Z](?=[A-Z0-9_.-]*[0-9_-])[A-Z0-9_-]{4,19}(?![A-Z0-9])`,
      'gu'
    )
  ],
  ['wechat', /(?<=(?:球球|泡泡|陌陌|探探)号?码?[:：是]?)\d{5,11}(?!\d)/gu],
  ['wechat', /(?<=微博[号名:：是\s]{0,2})@[\p{L}\p{N}_-]{2,20}/gu]
]
const DOT = '\\s?(?:\\.|。|点|\\sDOT\\s)\\s?'
const DOMAIN = `[A-Z0-9-]{2,30}(?:${DOT}[A-Z0-9-]{2,30}){0,3}${DOT}(?:COM|CN|NET|ORG|EDU|GOV|CC|TOP|VIP)(?![A-Z])`
/** Mail addresses, whatever stands for the @ and the dots. */
export const MAIL: readonly Finder[] = [
  // Any sign or word that stands where the @ would.
  [
    'mail',
    new RegExp(
      `(?<![A-Z0-9./:])(?!WWW|HTTP)[A-Z0-9][A-Z0-9._%+-]{2,63}[^A-Z0-9\\n，。；、]{1,6}(?:(?:AT?|@)[^A-Z0-9\\n，。；、]{1,4})?(?<![.:/-])(?!WWW\\.|HTTP)${DOMAIN}`,
      'gu'
    ),
    (t) => /[^A-Z0-9.\s-]/.test(t)
  ],
  ['mail', new RegExp(`(?<=(?:邮箱|邮件|MAIL)[^A-Z0-9]{0,6})[A-Z0-9._%+-]{3,64}?_AT_${DOMAIN}`, 'gu')],
  [
    'mail',
    new RegExp(
      `[A-Z0-9._%+-]{1,64}(?:\\sDOT\\s[A-Z0-9]+)*(?:\\s?(?:@|[([]\\s?AT?\\s?[)\\]]|艾特|圈A|[#★☆*])\\s*|\\sAT\\s|[\\u4e00-\\u9fa5]{1,5}@)${DOMAIN}`,
      'gu'
    )
  ],
  ['mail', /[\p{Script=Han}A-Z0-9._-]{1,6}@[\p{Script=Han}A-Z0-9-]{1,20}\.(?:中国|公司|网络|COM|CN)/gu],
  ['mail', /[A-Z0-9._%+-]{1,64}@[A-Z0-9-]{1,63}(?:\.[A-Z0-9-]{1,63})+/gu]
]
