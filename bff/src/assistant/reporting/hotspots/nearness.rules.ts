/** Names of places in a text, as they are written: `张楼村`, `A3区`, `丽发新城小区`. */
const PLACE =
  /(?:[A-Z]\d{0,2}|[\u4e00-\u9fa5]{1,6}?)(?:[市县区镇乡村](?!民|里|委|长|政|级|域|内|场|医|头|口)|社区|街道|小区|花园|广场|大道)/g
const DAY_MS = 86_400_000
const LONG_AGO = 90 * DAY_MS

/** 农村, 我县 and the like name no place. */
const NO_PLACE = /^(农|城|乡|我|本|全|各|该|同|你|贵|市|县)[市县区镇乡村]$/

export const placesIn = (text: string): string[] =>
  [...new Set(text.match(PLACE) ?? [])].filter((place) => !NO_PLACE.test(place))

/** What two messages' places say of their being about one matter: named and not shared speaks against it. */
export function placeFactor(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 1
  return a.some((place) => b.some((other) => place.includes(other) || other.includes(place))) ? 1 : 0.6
}

/** A matter of long ago is rarely the same one. */
export const timeFactor = (a: string, b: string): number =>
  Math.abs(Date.parse(a) - Date.parse(b)) > LONG_AGO ? 0.85 : 1
