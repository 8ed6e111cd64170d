import type { CaseDeciding, NewDocument } from '../core/outcome.types.ts'
import { jointDecision, ofPart } from '../core/stages.rules.ts'
import type { CaseStage, CaseState } from '../core/state.types.ts'
import { at, type Facts, head } from './case-documents.rules.ts'

// 行政复议法 (2023) arts 20, 24, 27; 行政诉讼法 art. 46: where one turns, and by when, must stand in it.
const REMEDY =
  '如不服本决定，可以自收到之日起60日内向本县人民政府申请行政复议（对税务、金融监管等垂直管理机关的决定，向其上一级机关申请），或者自收到之日起6个月内向有管辖权的人民法院提起行政诉讼。'

/** 不予受理决定书 (行政许可法 art. 32). */
export const refusal = (d: Facts, reason: string, basis: string): NewDocument => ({
  kind: 'refusal',
  data: {
    rows: [...head(d), ['不予受理的理由', reason], ['法律依据', basis]],
    body: [REMEDY]
  }
})

type Decided = Readonly<{
  name: string
  issuer?: string
  result: CaseDeciding['item']['result']
  stages: readonly CaseStage[]
}>

/**
 * The decision, and the certificate when it was granted and the item has one; of a bundle, those of each
 * part.
 */
export const decided = (d: Facts, state: CaseState): NewDocument[] =>
  d.item.parts
    ? d.item.parts.flatMap(({ name, department, result }, part) =>
        decidedOne(d, { name, issuer: department, result, stages: ofPart(state.stages, part) })
      )
    : decidedOne(d, { name: d.kase.itemName, result: d.item.result, stages: state.stages })

function decidedOne(d: Facts, { name, issuer, result, stages }: Decided): NewDocument[] {
  const skipped = stages.every(({ status }) => status === 'skipped')
  const granted = !skipped && jointDecision({ stages }) === 'granted'
  const said = stages.filter(({ passed, words }) => words && (granted ? passed : passed === false))
  const why = said.map((stage) => `${stage.org}${stage.name}：${stage.words}`).join('\n')
  const top = head(d, name, issuer ?? d.lead.name)
  const decision: NewDocument = {
    kind: 'decision',
    data: {
      ...(issuer && { issuer }),
      rows: [
        ...top,
        ['决定', granted ? '准予' : '不予'],
        ['理由', why || (skipped ? '前面的步骤没有通过' : '符合规定条件')],
        ['决定时间', at(d.now)]
      ],
      body: granted ? [] : [REMEDY]
    }
  }
  if (!granted || result.form === 'none') return [decision]
  const certificate: NewDocument = {
    kind: 'certificate',
    data: {
      ...(issuer && { issuer }),
      rows: [...top, ['证照名称', result.name || `${name}结果`], ['发证时间', at(d.now)]],
      body: []
    }
  }
  return [decision, certificate]
}
