import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import type { Limit, LimitUnit } from '../../kernel/lib/worktime.ts'
import { limitWords } from '../../kernel/lib/worktime.words.ts'
import { error, placesOf, type Rule, warning } from './finding.rules.ts'

/** Working days in one unit: an office day has seven hours, a week of seven days has five working ones. */
const IN_DAYS: Record<LimitUnit, number> = { wm: 1 / 420, wh: 1 / 7, wd: 1, d: 5 / 7 }
/** A limit in working days, to compare and add what is counted in different units. */
export const workdaysOf = ({ amount, unit }: Limit): number => amount * IN_DAYS[unit]
const ROUNDING = 1e-9

const SPECIAL = ['siteInspection', 'hearing', 'inspectionTest', 'expertReview', 'publicNotice']

/** What the counted stages take together, in working days; of those side by side the longest department's. */
function countedDays({ stages }: ItemContent): number {
  const beside = new Map<string, number>()
  let sum = 0
  const join = () => {
    sum += Math.max(0, ...beside.values())
    beside.clear()
  }
  for (const { counted, limit, branch } of stages) {
    const days = counted && limit ? workdaysOf(limit) : 0
    if (branch) beside.set(branch, (beside.get(branch) ?? 0) + days)
    else {
      join()
      sum += days
    }
  }
  join()
  return sum
}

function whole({ statutory, promised, itemType, kind }: ItemContent): Finding[] {
  const found: Finding[] = []
  if (!promised)
    found.push(
      error('promised', '承诺办结时限', 'limit', '没有写承诺时限', '写出数字和单位，例如“3个工作日”')
    )
  if (!statutory && itemType !== 'publicService')
    found.push(
      error(
        'statutory',
        '法定办结时限',
        'limit',
        '没有写法定时限',
        '按设定依据写出；法规没有规定的按行政许可法二十个工作日'
      )
    )
  if (promised && statutory && workdaysOf(promised) > workdaysOf(statutory) + ROUNDING)
    found.push(
      error(
        'promised',
        '承诺办结时限',
        'limit',
        `承诺${limitWords(promised)}，比法定${limitWords(statutory)}还长`,
        `改为不超过${limitWords(statutory)}`
      )
    )
  if (kind === 'instant' && promised && workdaysOf(promised) > 1)
    found.push(
      warning('kind', '办件类型', 'limit', '即办件却承诺一天以上', '改为承诺件，或把时限改为当场办结')
    )
  return found
}

/** Limits that are missing, longer than the law's, or that their stages cannot keep. */
export const limits: Rule = (item) => {
  const found = whole(item)
  const { promised } = item
  const sum = countedDays(item)
  if (promised && sum > workdaysOf(promised) + ROUNDING)
    found.push(
      error(
        'stages',
        '办理环节',
        'stages',
        `各环节合计${Math.round(sum * 10) / 10}个工作日，超过承诺的${limitWords(promised)}`,
        '缩短环节时限，或把承诺时限改为合计数（不超过法定时限）'
      )
    )
  for (const { one, at, place } of placesOf(item.stages, 'stages', '环节')) {
    if (!one.limit) found.push(warning(at, place, 'stages', '这个环节没有时限', '写出数字和单位'))
    if (!one.counted && !SPECIAL.includes(one.kind))
      found.push(
        error(
          at,
          place,
          'stages',
          '普通环节不能不计入时限',
          '改为计入；只有踏勘、听证、检验检测、专家评审、公示可以不计'
        )
      )
    if (!one.counted && !one.reason)
      found.push(error(at, place, 'stages', '不计入时限却没有写依据', '写出依据的法规条款'))
  }
  return found
}
