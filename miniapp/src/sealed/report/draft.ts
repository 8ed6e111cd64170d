import { useState } from 'react'
import { PHONE_WORDS, phoneOf } from 'shared/rules/phones.ts'
import type { NewReport } from 'shared/sealed.ts'
import { uuid } from '../../lib/uuid.ts'

export type ReportDraft = {
  key: string
  kind: NewReport['kind']
  body: string
  placeText: string
  accused: { id: string; words: string }[]
  named: boolean
  name: string
  phone: string
}

/**
 * A report being written. It lives on the screen only: nothing of it stays on a phone that others may pick
 * up.
 */
export function useReportDraft(kind: string | undefined) {
  const [draft, setDraft] = useState<ReportDraft>(() => ({
    key: uuid(),
    kind: kind === 'crimeClue' ? 'crimeClue' : 'petition',
    body: '',
    placeText: '',
    accused: [],
    named: false,
    name: '',
    phone: ''
  }))
  const change = (more: Partial<ReportDraft>) => setDraft((before) => ({ ...before, ...more }))
  return { draft, change }
}

/** What is still missing, in words; undefined when it may be sent. */
export function missingIn(
  { body, named, name, phone }: ReportDraft,
  villageId: string | undefined
): string | undefined {
  if (!villageId) return '请选择事情发生的村（社区）'
  if (body.trim().length < 10) return '请把事情写清楚一点（至少10个字）：什么人、什么时间、什么地点、什么事'
  if (named && !name.trim()) return '留联系方式请填姓名，不留请选“不留姓名”'
  if (named && !phoneOf(phone)) return PHONE_WORDS
  return undefined
}
