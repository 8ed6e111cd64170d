import { elementsOf, plainElements } from 'bff/catalogue/elements.rules.ts'
import { expect, it } from 'vitest'
import { item } from '../support/items.ts'

it('shows a citizen every paper and fee in their own words, and nothing of how the office keeps them', () => {
  const plain = new Map(plainElements(item()))
  expect(plain.get('材料“买卖合同”')).toBe('原件1份，自备，必要，仅当“房子是怎么来的？买的”')
  expect(plain.get('材料“授权委托书”')).toContain('仅当“谁来办？别人代办”')
  expect(plain.get('材料“不动产登记申请书”')).toContain('手机上填，或到窗口领表')
  expect(plain.get('收费“登记费”')).toBe(
    '登记费80元/件，发改价格规〔2016〕2559号，仅当“房子是怎么来的？买的”'
  )
  expect(plain.get('材料“婚姻登记信息”')).toBe('不用带，窗口向县民政局核验')
  const all = [...plain].flat().join('\n')
  expect(all).not.toMatch(/可信等级|→|=|情形“/)
  const kept = elementsOf(item()).flatMap(([place]) =>
    /^(情形|材料|收费|办理专区)/.test(place) ? [] : [place]
  )
  expect([...plain.keys()]).toEqual(expect.arrayContaining(kept))
})
