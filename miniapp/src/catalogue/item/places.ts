import { BASICS, LISTS, TIMES } from './specs.ts'

/** Where a value stands that the service could not take, in the form's own words: `申请材料第8项 材料名称`. */
export function placeOf(detail: string): string {
  const path = /^body\/content\/([\w/]+)/.exec(detail)?.[1]?.split('/') ?? []
  const [first, index, ...rest] = path
  const list = LISTS.find((one) => one.list === first)
  if (list) {
    const label = list.specs.find((spec) => spec.path === rest[0])?.label ?? ''
    return `${list.title}第${Number(index) + 1}项 ${label}`
  }
  if (first === 'questions') return `情形第${Number(index) + 1}个问题`
  const whole = path.join('.')
  const spec = [...BASICS, ...TIMES].find(({ path: own }) => whole === own || whole.startsWith(`${own}.`))
  return spec?.label ?? '有一格'
}
