import { createHash } from 'node:crypto'
import { Line, Words } from 'shared/common.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainName } from 'shared/rules/typed.ts'
import { Value } from 'typebox/value'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { keptPhone } from '../../platform/session/phones.rules.ts'
import { listVillages } from '../../platform/tenants/tenants.repo.ts'
import { askedTwice, createAsk } from '../questions/ask.repo.ts'
import { triageDue } from '../questions/clock.rules.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { addCaller, hasCaller } from './requests.repo.ts'
import type { Service } from './requests.rules.ts'
import { daysOf, slotsOf, UNSORTED, uuidOf, villageIn } from './requests.rules.ts'
import { type Fields, one, Refusal } from './wire.present.ts'

const LONGEST_NAME = 60
const MEDIA = /^https?:\/\/[\w\-.~:/?#[\]@!$&()*+,;=%]{1,490}$/i
const LONGEST_PLACE = 100
/** Words of one line, cut to a length; what no line may hold is left out with them. */
const lineOf = (value: unknown, most: number): string => {
  const line = [...(one(value) ?? '').slice(0, 4 * most)].slice(0, most).join('').trim()
  return Value.Check(Line(0, 4 * most), line) ? line : ''
}

const Description = Words(4, 2000)
/** A description of 4 to 2,000 characters that a question can hold; undefined for any other. */
function textOf(description = ''): string | undefined {
  const text = description.trim()
  return Value.Check(Description, text) ? text : undefined
}

/**
 * Takes in what another system hands on: asked in the caller's name, with their phone, so that they hear of
 * the answer.
 */
export function createIntake(deps: Deps) {
  const { db, now, newId, calendarOf, privacyVersion, receiptSecret } = deps
  const ask = createAsk(db)

  /** What of a form makes a question; refuses what cannot be one. */
  async function understood(tenantId: string, fields: Fields) {
    const village = villageIn(
      await listVillages(db, tenantId),
      one(fields.address_id),
      one(fields.address_string)
    )
    if (!village) throw new Refusal(400, 'address_string or address_id must name a village of this county')
    const description = textOf(one(fields.description))
    if (!description) throw new Refusal(400, 'description must have 4 to 2000 characters of plain text')
    const typed = one(fields.phone)
    const phone = typed ? phoneOf(typed) : null
    if (typed && !phone) throw new Refusal(400, 'phone is not a telephone number')
    const mediaUrl = one(fields.media_url) ?? null
    if (mediaUrl && !MEDIA.test(mediaUrl))
      throw new Refusal(400, 'media_url must be an http or https address')
    const name = plainName(
      [lineOf(fields.last_name, LONGEST_NAME), lineOf(fields.first_name, LONGEST_NAME)].join('')
    )
    return {
      villageId: village.id,
      description,
      phone,
      mediaUrl,
      name: [...name].slice(0, LONGEST_NAME).join('') || null,
      placeText: lineOf(fields.address_string, LONGEST_PLACE)
    }
  }

  /**
   * Makes a question of a form and returns its number. The same form of the same system on one day is one
   * question, however often it is sent: a system that saw no answer sends again.
   */
  return async (tenantId: string, clientId: string, topic: Service, fields: Fields): Promise<string> => {
    const form = await understood(tenantId, fields)
    const at = now()
    const slots = form.phone || form.name ? daysOf(at) : slotsOf(at)
    const ids = slots.map((slot) =>
      uuidOf(receiptSecret, JSON.stringify([tenantId, clientId, topic.id, form, slot]))
    )
    const accountId = (await hasCaller(db, tenantId, ids[0]!)) ? ids[0]! : ids.at(-1)!
    const { name, phone, villageId, placeText } = form
    const caller = { tenantId, accountId, clientId, mediaUrl: form.mediaUrl }
    await addCaller(db, caller, {
      tenantId,
      id: accountId,
      name,
      villageId,
      consentVersion: privacyVersion,
      createdAt: at,
      ...(phone && keptPhone(deps, tenantId, phone))
    })
    const asked = {
      key: accountId,
      kind: 'problemReport' as const,
      villageId,
      placeText,
      fileIds: [],
      body: topic.id === UNSORTED.id ? form.description : `【${topic.name}】${form.description}`
    }
    const triageDueAt = triageDue(await calendarOf(tenantId), at)
    const attempt = () =>
      ask({
        tenantId,
        accountId,
        id: newId(),
        eventId: newId(),
        auditId: newId(),
        requestHash: createHash('sha256').update(JSON.stringify(asked)).digest('base64url'),
        privacyVersion,
        confidential: false,
        askedAt: at,
        triageDueAt,
        asked
      })
    const found = await askedTwice(attempt)
    if (found.id === null) throw new AppError('busy')
    return questionNo({ askedAt: new Date(found.askedAt!), no: Number(found.no) })
  }
}
