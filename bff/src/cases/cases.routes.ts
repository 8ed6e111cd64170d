import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Applicant } from 'shared/cases.ts'
import { isCreditCode, isIdNumber } from 'shared/rules/numbers.ts'
import { answersOf, walk } from 'shared/rules/situations.ts'
import { fileLinks } from '../files/links.ts'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { pageOf } from '../lib/paging.ts'
import { heldFor } from '../papers/held.repo.ts'
import { getAccount } from '../session/session.repo.ts'
import { createCaseActing } from './acting.ts'
import { casesOf } from './cases.repo.ts'
import { LIMITS, openDuty } from './duties.rules.ts'
import { keysOf } from './keys.ts'
import { caseLine } from './line.ts'
import { draftsOf, openCase, openingOf } from './open.repo.ts'
import { papersNeeded } from './papers.rules.ts'
import { EMPTY } from './state.ts'

const MOST_DRAFTS = 20
type Opening = Readonly<{ key: string; itemId: string; answers: string; applicant: Applicant }>
type Opener = Readonly<{ tenantId: string; accountId: string; who: string; hallId?: string }>

/** A case from the first paper on: opened at home or at the desk, read and acted on by whoever has to do with it. */
export const caseRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, sealer, receiptSecret, calendarOf, privacyVersion } = deps
  const acting = createCaseActing(deps)
  const linkTo = fileLinks(deps)

  async function open(
    { key, itemId, answers, applicant }: Opening,
    { tenantId, accountId, who, hallId }: Opener
  ) {
    const { kind, name, idNumber, phone } = applicant
    if (!(kind === 'person' ? isIdNumber : isCreditCode)(idNumber)) throw new AppError('id_number_wrong')
    const [item, calendar] = await Promise.all([openingOf(db, tenantId, itemId), calendarOf(tenantId)])
    if (hallId && item.hallId !== hallId) throw new AppError('not_found')
    if (!item.content.applicants.includes(kind)) throw new AppError('invalid_input', 'kind')
    const walked = walk(item.content.questions, answersOf(answers))
    if (walked.ask || walked.stop) throw new AppError('questions_left')
    const { idKey, phoneKey } = keysOf(receiptSecret, tenantId)
    const at = now()
    const duty = hallId
      ? openDuty(calendar, { key: 'reception', kind: 'reception', orgId: hallId }, at, LIMITS.reception)
      : openDuty(calendar, { key: 'applicant', kind: 'applicant', orgId: null }, at, LIMITS.draft)
    const row = {
      tenantId,
      id: newId(),
      requestKey: key,
      itemId,
      itemVersion: item.version,
      itemName: item.content.name,
      answers,
      channel: hallId ? ('desk' as const) : ('home' as const),
      status: 'draft' as const,
      departmentId: item.departmentId,
      hallId: item.hallId,
      departments: [],
      accountId: hallId ? null : accountId,
      kind,
      name,
      idKey: idKey(idNumber),
      idSealed: sealer.seal(tenantId, idNumber),
      phoneKey: phoneKey(phone),
      phoneSealed: sealer.seal(tenantId, phone),
      openedBy: accountId,
      state: {
        ...EMPTY,
        papers: papersNeeded(item.content, answers),
        duties: [duty],
        visits: hallId ? 1 : 0
      },
      createdAt: at
    }
    const words = hallId ? '窗口开始收件' : '开始在网上准备材料'
    return { id: await openCase(db, row, { id: newId(), auditId: newId(), who, words }) }
  }

  app.route({
    ...on('POST /cases'),
    handler: async ({ tenantId, accountId, body }) => {
      const account = await getAccount(db, tenantId, accountId)
      if (account.consentVersion !== privacyVersion) throw new AppError('consent_needed')
      if ((await draftsOf(db, tenantId, accountId)) >= MOST_DRAFTS) throw new AppError('too_many')
      return open(body, { tenantId, accountId, who: '申请人' })
    }
  })

  app.route({
    ...on('POST /desk/cases'),
    handler: ({ actor, body }) => {
      const { tenantId, accountId, post } = actor
      return open(body, { tenantId, accountId, who: `${post!.unit} ${post!.name}`, hallId: post!.unitId })
    }
  })

  app.route({
    ...on('GET /cases'),
    handler: async ({ tenantId, accountId, query }) => {
      const [rows, county, calendar] = await Promise.all([
        casesOf(db, tenantId, accountId, query.cursor),
        acting.countyOf(tenantId),
        calendarOf(tenantId)
      ])
      const at = now()
      return pageOf(
        rows,
        (kase) => caseLine(kase, county, calendar, at),
        ({ id }) => id
      )
    }
  })

  app.route({ ...on('GET /cases/:id'), handler: ({ actor, params }) => acting.show(actor, params.id) })

  app.route({
    ...on('POST /cases/:id/commands'),
    handler: ({ actor, params, body }) => acting.actOnce(actor, params.id, body)
  })

  app.route({
    ...on('GET /cases/:id/held'),
    handler: async ({ actor, params }) => {
      const rows = await heldFor(db, await acting.load(actor, params.id), now())
      return {
        items: rows.map(({ id, name, fromItem, trust, validUntil, fileIds }) => ({
          ...{ id, name, from: fromItem, trust, validUntil },
          thumb: fileIds[0] ? linkTo(actor.tenantId, fileIds[0], 'thumb') : null
        }))
      }
    }
  })
}
