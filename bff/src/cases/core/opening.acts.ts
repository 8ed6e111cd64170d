import type { Applicant } from 'shared/cases.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { identityProblem } from 'shared/rules/identity.ts'
import { maskPhone, phoneOf } from 'shared/rules/phones.ts'
import { answersOf, walk } from 'shared/rules/situations.ts'
import { plainName, plainNumber } from 'shared/rules/typed.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { getAccount } from '../../platform/session/session.repo.ts'
import { LIMITS, openDuty } from './duties.rules.ts'
import { keysOf } from './keys.rules.ts'
import { draftsOf, openCase } from './open.repo.ts'
import type { Subject } from './opening.types.ts'
import { papersNeeded } from './papers.rules.ts'
import { EMPTY } from './state.types.ts'

const MOST_DRAFTS = 20
type Wish = Readonly<{ key: string; answers: string; applicant: Applicant }>
/** Who begins it: the applicant at home, or a clerk of the hall across the counter. */
export type Opener = Readonly<{
  tenantId: string
  accountId: string
  who: string
  /** The number of who applies at home: they see it masked, and give it back so. */
  ownPhone?: string
  /** The desk; one of a township or a village takes in every hall’s items (就近办) and carries the bag. */
  desk?: Readonly<{ orgId: string; townshipId: string | null }>
}>

/** The desk an official sits at. */
export const openerAt = ({ tenantId, accountId, post }: Actor): Opener => ({
  tenantId,
  accountId,
  who: `${post!.unit} ${post!.name}`,
  desk: { orgId: post!.unitId, townshipId: post!.townshipId }
})

const ODD = {
  desk: '。统一社会信用代码校验位不符，窗口已对照执照核对',
  home: '。统一社会信用代码校验位不符，申请人说与执照一致，请窗口核对'
}

/** An applicant as they are kept: every number in its one form. Throws what is wrong with it. */
function soundApplicant({ kind, document = 'idCard', compared, ...typed }: Applicant, today: string) {
  const name = plainName(typed.name)
  if (name.length < 2) throw new AppError('invalid_input', 'name')
  const idNumber = plainNumber(typed.idNumber)
  const problem = identityProblem({ kind, document, idNumber }, today)
  if (problem?.level === 'wrong') throw new AppError('id_number_wrong', problem.words)
  if (problem && !compared) throw new AppError('credit_code_odd')
  const phone = phoneOf(typed.phone)
  if (!phone) throw new AppError('phone_wrong')
  // Firms show none, and every number of 18 figures is one number, whatever card it stands on.
  const shown = kind !== 'person' || idNumber.length === 18 ? ('idCard' as const) : document
  return { kind, document: shown, name, idNumber, phone, odd: problem !== null }
}

/** How cases begin. */
export function createOpening(deps: Deps) {
  const { db, now, newId, sealer, receiptSecret, calendarOf, privacyVersion } = deps

  const phoneIn = (tenantId: string, sealed: string | null) => sealed && sealer.open(tenantId, sealed)
  const phoneOfAccount = async (tenantId: string, accountId: string) =>
    phoneIn(tenantId, (await getAccount(db, tenantId, accountId)).phoneSealed)

  /** Begins a case, once a tap, and returns its id. */
  async function open(
    { itemId, version, content, departmentId, hallId, bundle }: Subject,
    { key, answers, applicant }: Wish,
    { tenantId, accountId, who, desk: at, ownPhone }: Opener
  ): Promise<{ id: string }> {
    const desk = at?.orgId
    const takenIn = at?.townshipId ? at.orgId : hallId
    if (!takenIn) throw new AppError('no_hall')
    const opened = now()
    const { kind, document, idNumber, phone, name, odd } = soundApplicant(
      ownPhone && applicant.phone === maskPhone(ownPhone) ? { ...applicant, phone: ownPhone } : applicant,
      beijingDay(opened)
    )
    // Who applies at their own desk is an applicant there: a colleague takes it in and decides.
    const own = desk && (await phoneOfAccount(tenantId, accountId)) === phone
    if (desk && takenIn !== desk) throw new AppError('not_found')
    if (!content.applicants.includes(kind)) throw new AppError('invalid_input', 'kind')
    const walked = walk(content.questions, answersOf(answers))
    if (walked.ask || walked.stop) throw new AppError('questions_left')
    const calendar = await calendarOf(tenantId)
    const { idKey, phoneKey } = keysOf(receiptSecret, tenantId)
    const duty = desk
      ? openDuty(calendar, { key: 'reception', kind: 'reception', orgId: desk }, opened, LIMITS.reception)
      : openDuty(calendar, { key: 'applicant', kind: 'applicant', orgId: null }, opened, LIMITS.draft)
    const row = {
      tenantId,
      id: newId(),
      requestKey: key,
      itemId,
      itemVersion: version,
      itemName: content.name,
      answers,
      channel: desk ? ('desk' as const) : ('home' as const),
      status: 'draft' as const,
      departmentId,
      hallId: takenIn,
      townshipId: at?.townshipId ?? null,
      departments: [],
      accountId: desk && !own ? null : accountId,
      openedBy: accountId,
      bundleId: bundle?.id ?? null,
      agentPostId: bundle?.agentPostId ?? null,
      kind,
      document,
      name,
      idKey: idKey(document, idNumber),
      idSealed: sealer.seal(tenantId, idNumber),
      phoneKey: phoneKey(phone),
      phoneSealed: sealer.seal(tenantId, phone),
      createdAt: opened,
      state: {
        ...EMPTY,
        papers: papersNeeded(content, answers),
        duties: [duty],
        visits: desk ? 1 : 0,
        ...(content.kind === 'instant' && { instant: true }),
        ...(bundle && { bundle: bundle.state })
      }
    }
    const words = (desk ? '窗口开始收件' : '开始在网上准备材料') + (odd ? ODD[desk ? 'desk' : 'home'] : '')
    return { id: await openCase(db, row, { id: newId(), auditId: newId(), who, words }) }
  }

  return {
    open,
    /** The applicant at home, who has agreed to the privacy text and has not begun too much already. */
    async atHome(tenantId: string, accountId: string, key: string): Promise<Opener> {
      const account = await getAccount(db, tenantId, accountId)
      if (account.consentVersion !== privacyVersion) throw new AppError('consent_needed')
      if ((await draftsOf(db, tenantId, accountId, key)) >= MOST_DRAFTS) throw new AppError('drafts_full')
      const ownPhone = phoneIn(tenantId, account.phoneSealed)
      return { tenantId, accountId, who: '申请人', ...(ownPhone && { ownPhone }) }
    }
  }
}
