import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Applicant } from 'shared/cases.ts'
import { DOCUMENT_KINDS, DOCUMENTS, identityProblem } from 'shared/rules/identity.ts'
import { PHONE_WORDS, phoneOf } from 'shared/rules/phones.ts'
import { plainName, plainNumber } from 'shared/rules/typed.ts'
import { Choice, Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { Tick } from '../components/tick.tsx'
import { needs } from '../lib/needs.ts'
import { useTyped } from '../lib/typed.ts'
import { dayAfter } from '../lib/words.ts'

export const KINDS = [
  ['person', '个人'],
  ['company', '企业']
] as const
const NOBODY: Applicant = { kind: 'person', name: '', idNumber: '', phone: '' }
/**
 * Who applies, begun with the name one knows already, as soon as it is known; kept at `place`, where that is
 * their own phone, but for the number of their papers: no phone keeps that.
 */
export function useApplicant(name = '', place?: string, phone = '') {
  const [typed, setTyped] = useTyped<Applicant>(place, { ...NOBODY, name, phone })
  const [idNumber, setIdNumber] = useState('')
  const set = (applicant: Applicant) => {
    setIdNumber(applicant.idNumber)
    setTyped({ ...applicant, idNumber: '' })
  }
  return [{ ...typed, idNumber }, set] as const
}

/** What was typed, checked before it is sent: a wrong figure is found here, not at the window. */
export function checked({ kind, document, compared, ...typed }: Applicant): Applicant {
  const masked = typed.phone.includes('*') ? typed.phone.trim() : null
  const [name, idNumber, phone] = [
    plainName(typed.name),
    plainNumber(typed.idNumber),
    masked ?? phoneOf(typed.phone)
  ]
  needs(kind === 'person' ? '姓名' : '单位名称', name, 2)
  const problem = identityProblem({ kind, document, idNumber }, dayAfter(0))
  if (problem?.level === 'wrong') throw { message: problem.words }
  if (problem && !compared) throw { message: `${problem.words}。执照上确实这样印的，请勾选“已对照执照”` }
  if (!phone) throw { message: PHONE_WORDS }
  return {
    kind,
    name,
    idNumber,
    phone,
    ...(kind === 'person' && document && { document }),
    ...(problem && { compared: true })
  }
}

/** Wrong only by its check letter: such codes were issued. */
const isOdd = ({ kind, idNumber }: Applicant): boolean =>
  kind !== 'person' && identityProblem({ kind, idNumber }, dayAfter(0))?.level === 'odd'

type Props = {
  value: Applicant
  onChange: (value: Applicant) => void
  /** Who may apply; everybody when it is not said. */
  kinds?: readonly Applicant['kind'][]
}

/** Who applies. */
export function ApplicantForm({ value, onChange, kinds }: Props) {
  const open = KINDS.filter(([one]) => kinds?.includes(one) ?? true)
  const { kind, document = 'idCard', name, idNumber, phone } = value
  const put = (change: Partial<Applicant>) => onChange({ ...value, ...change })
  const person = kind === 'person'
  const numberLabel = !person ? '统一社会信用代码' : document === 'idCard' ? '身份证号' : '证件号码'
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
      {person && (
        <Select
          label='用什么证件'
          value={document}
          options={DOCUMENT_KINDS.map((one) => [one, DOCUMENTS[one].words] as const)}
          onChange={(chosen) => put({ document: chosen as typeof document })}
        />
      )}
      <Field
        label={numberLabel}
        max={60}
        value={idNumber}
        onChange={(text) => put({ idNumber: text, compared: false })}
      />
      {isOdd(value) && (
        <>
          <Text className='block soft'>
            这个代码的校验位对不上，多半是填错了一位，请再看一遍。执照上确实这样印的，请勾选下面这一行。
          </Text>
          <Tick on={value.compared ?? false} onChange={(compared) => put({ compared })}>
            已对照执照，上面就是这样印的
          </Tick>
        </>
      )}
      <Field label='联系电话' max={60} value={phone} onChange={(text) => put({ phone: text })} />
    </>
  )
}
