import type { Finder } from './finder.ts'
import { digitsOf } from './reading.ts'

const isDate = (d: string) => /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])/.test(d) && d.length <= 8
const CARDS =
  '护照|通行证|回乡证|台胞证|港澳证|居留证|居留身份证|居住证|证件|军官证|士兵证|退伍证|退役证|优待证|军人证|社保卡|医保卡|社会保障卡|医保|社保|驾驶证|驾照|档案|残疾人?证|学籍|准考证|考生|考号|户口[本簿]|出生证|结婚证|离婚证|低保证|住院|病历|身份证|证|存折|银行卡|卡|账户?'
/** Papers and cards: by their name before the number, or by the form of a passport or permit. */
export const CARD: readonly Finder[] = [
  [
    'other',
    new RegExp(
      `(?<=(?:${CARDS})(?:档案|金融|账)?(?:号码|编号|字号|号)?\\s?(?:[是为:：“"]|就是){0,2}\\s?)(?:[\\u4e00-\\u9fa5]{1,3}字(?:\\d{4})?第|鲁[\\u4e00-\\u9fa5]{1,4})?[A-Z]{0,4}(?:[\\s·/._*~-]{0,3}[0-9]){6,21}(?![0-9])号?`,
      'gu'
    ),
    (t) => !(isDate(digitsOf(t)) && !/[A-Z]/.test(t))
  ],
  [
    'other',
    /(?<![A-Z0-9])(?:[EC][A-HJ-NP-Z]?|G|D|P|S)[\s-]?[0-9]{3,4}[\s-]?[0-9]{4}(?![A-Z0-9])/g,
    (t) => t.replace(/[\s-]/g, '').length === 9
  ],
  ['other', /(?<![A-Z0-9])[HM]\s?(?:[0-9]{8}|[0-9]{10})(?![A-Z0-9])/g]
]
