import { randomInt } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainName } from 'shared/rules/typed.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { fileLinks } from '../../platform/files/links.present.ts'
import { takeUpload } from '../../platform/files/upload.acts.ts'
import { getVillage } from '../../platform/tenants/tenants.repo.ts'
import { createAsk } from '../questions/ask.repo.ts'
import { triageDue } from '../questions/clock.rules.ts'
import { questionNo } from '../questions/messages.rules.ts'
import type { QuestionDeps } from '../questions/questions.acts.ts'
import { excludedBy, receivers } from './conflicts.rules.ts'
import { keyedHash, receiptHash, receiptOf } from './receipts.rules.ts'
import { findReport, prepareReport, seatsOf } from './sealed.repo.ts'
import { sealText } from './texts.rules.ts'

const UPLOAD_MS = 120_000
// Drawn, not counted: two reports tell nobody how many there are.
const [LEAST_NO, MOST_NO] = [100_000_000, 1_000_000_000]

/** Who reports, as it is kept; the phone may be a fixed one, nobody ever texts it. */
function soundIdentity({ name, phone }: { name: string; phone: string }) {
  const kept = phoneOf(phone)
  if (!kept) throw new AppError('phone_wrong')
  return { name: plainName(name), phone: kept }
}

/**
 * 信访举报 and 扫黑除恶线索 without signing in: a receipt code is all the reporter needs, and all that is known of
 * them.
 */
export const reportRoutes: FastifyPluginAsyncTypebox<QuestionDeps> = async (app, deps) => {
  const { db, now, newId, calendarOf, identitySealer, receiptSecret, privacyVersion } = deps
  const ask = createAsk(db)
  const linkTo = fileLinks(deps)
  const { commands } = deps

  /** The reporter behind a receipt; the same 404 for whatever is wrong with it. */
  async function reporter(tenantId: string, receipt: string): Promise<{ actor: Actor; questionId: string }> {
    const hash = receiptHash(receiptSecret, tenantId, receipt)
    const report = await findReport(db, tenantId, hash)
    if (!report) throw new AppError('receipt_unknown')
    const actor = { tenantId, accountId: report.accountId, post: null, posts: [], answersFor: [] }
    return { actor, questionId: report.questionId }
  }

  app.route({
    ...on('POST /reports'),
    handler: async ({ body, tenantId }) => {
      const { key, kind, villageId, accusedPostIds } = body
      const identity = body.identity && soundIdentity(body.identity)
      if (body.privacyVersion !== privacyVersion) throw new AppError('consent_needed')
      const at = now()
      const [village, calendar, seats] = await Promise.all([
        getVillage(db, tenantId, villageId),
        calendarOf(tenantId),
        seatsOf(db, tenantId)
      ])
      if (accusedPostIds.some((id) => !seats.some((seat) => seat.id === id)))
        throw new AppError('invalid_input', 'accusedPostIds')
      const excluded = excludedBy(accusedPostIds, seats)
      const known = receivers(village.townshipId, excluded, seats)
      if (known.length === 0) throw new AppError('no_receiver')
      const receipt = receiptOf(receiptSecret, tenantId, key)
      const requestHash = keyedHash(receiptSecret, tenantId, JSON.stringify(body))
      const fresh = {
        tenantId,
        receiptHash: receiptHash(receiptSecret, tenantId, receipt),
        requestHash,
        questionId: newId(),
        accountId: newId(),
        identitySealed: identity ? identitySealer.seal(tenantId, JSON.stringify(identity)) : null,
        createdAt: at
      }
      const report = await prepareReport(db, fresh, privacyVersion, known, excluded)
      if (report.requestHash !== requestHash) throw new AppError('key_reused')
      // The reporter's own key would give their receipt away: the matter's id keeps the second tap apart as
      // well.
      const asked = {
        key: report.questionId,
        kind,
        body: sealText(identitySealer, tenantId, body.body),
        villageId,
        placeText: sealText(identitySealer, tenantId, body.placeText ?? ''),
        fileIds: []
      }
      const ids = {
        tenantId,
        accountId: report.accountId,
        id: report.questionId,
        eventId: newId(),
        auditId: newId()
      }
      const attempt = () =>
        ask({
          ...ids,
          requestHash,
          privacyVersion,
          confidential: true,
          sealedNo: randomInt(LEAST_NO, MOST_NO),
          askedAt: at,
          triageDueAt: triageDue(calendar, at),
          asked
        })
      const first = await attempt()
      const found = first.id === null ? await attempt() : first
      if (found.id === null) throw new AppError('invalid_input', 'villageId')
      const numbered = { askedAt: new Date(found.askedAt!), no: Number(found.no), confidential: true }
      return { receipt, no: questionNo(numbered) }
    }
  })

  app.route({
    ...on('POST /reports/look'),
    handler: async ({ body, tenantId }) => {
      const { actor, questionId } = await reporter(tenantId, body.receipt)
      return commands.show(questionId, actor)
    }
  })

  app.route({
    ...on('POST /reports/commands'),
    handler: async ({ body, tenantId }) => {
      const { actor, questionId } = await reporter(tenantId, body.receipt)
      return commands.runIdempotent(questionId, body.command, actor)
    }
  })

  app.route({
    ...on('POST /reports/files'),
    handlerTimeout: UPLOAD_MS,
    handler: async (request) => {
      const receipt = request.headers['x-receipt']
      if (typeof receipt !== 'string') throw new AppError('receipt_unknown')
      const { actor } = await reporter(request.tenantId, receipt)
      return takeUpload(deps, linkTo, request, actor.accountId, 'pictures')
    }
  })
}
