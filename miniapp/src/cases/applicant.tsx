import { useEffect, useState } from 'react'
import type { Applicant } from 'shared/cases.ts'
import { isCreditCode, isIdNumber, isMobile, plainNumber } from 'shared/rules/numbers.ts'
import { Choice, Field } from '../components/field.tsx'
import { needs } from '../lib/needs.ts'

export const KINDS = [
  ['person', '个人'],
  ['company', '企业']
] as const
const NOBODY: Applicant = { kind: 'person', name: '', idNumber: '', phone: '' }
/** Who applies, begun with the name one knows already, as soon as it is known. */
export function useApplicant(name = '') {
  const [applicant, setApplicant] = useState({ ...NOBODY, name })
  useEffect(() => {
    if (name) setApplicant((typed) => (typed.name ? typed : { ...typed, name }))
  }, [name])
  return [applicant, setApplicant] as const
}

/** What was typed, checked before it is sent: a wrong figure is found here, not at the window. */
export function checked({ kind, name, idNumber, phone }: Applicant): Applicant {
  const [number, mobile] = [plainNumber(idNumber), plainNumber(phone)]
  needs(kind === 'person' ? '姓名' : '单位名称', name, 2)
  if (kind === 'person' && !isIdNumber(number)) throw { message: '身份证号不对，请对照身份证核对18位号码' }
  if (kind !== 'person' && !isCreditCode(number))
    throw { message: '统一社会信用代码不对，请对照营业执照核对18位' }
  if (!isMobile(mobile)) throw { message: '手机号要11位数字，请核对' }
  return { kind, name: name.trim(), idNumber: number, phone: mobile }
}

type Props = {
  value: Applicant
  onChange: (value: Applicant) => void
  /** Who may apply; everybody when it is not said. */
  kinds?: readonly Applicant['kind'][]
}

/** Who applies. */
export function ApplicantForm({ value, onChange, kinds }: Props) {
  const open = KINDS.filter(([one]) => kinds?.includes(one) ?? true)
  const { kind, name, idNumber, phone } = value
  const put = (change: Partial<Applicant>) => onChange({ ...value, ...change })
  const person = kind === 'person'
  return (
    <>
      {open.length > 1 && (
        <Choice label='谁来申请' value={kind} options={open} onChange={(chosen) => put({ kind: chosen })} />
      )}
      <Field
        label={person ? '申请人姓名' : '单位名称'}
        max={60}
        value={name}
        onChange={(text) => put({ name: text })}
      />
      <Field
        label={person ? '身份证号' : '统一社会信用代码'}
        max={24}
        value={idNumber}
        onChange={(text) => put({ idNumber: text })}
      />
      <Field label='联系手机' max={16} value={phone} onChange={(text) => put({ phone: text })} />
    </>
  )
}
