import { beijingTime } from 'shared/rules/beijing.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { Outage } from '../../kernel/lib/outage.ts'
import { mayHaveArrived } from '../../kernel/vendors/cut.ts'
import { SmsRefused } from '../../kernel/vendors/sms.ts'
import { WeChatRefused } from '../../kernel/vendors/wechat.ts'
import { reachOf, spendCredit } from '../session/session.repo.ts'
import { nextChannel } from './channels.rules.ts'
import { pageOf, shortLink } from './links.rules.ts'
import {
  attemptsOf,
  endAttempt,
  endMessage,
  getMessage,
  startAttempt,
  type ToldMessage
} from './notifications.repo.ts'
import type { Channel, MessageRow } from './notifications.table.ts'
import type { TemplatesOf } from './templates.types.ts'

const UNDER_WAY_MS = 60_000
/** WeChat's answer where somebody has not agreed to one more message of this template. */
const NO_AGREEMENT = 43101

type Reached = Awaited<ReturnType<typeof reachOf>>
type DeliveryDeps = Pick<Deps, 'db' | 'now' | 'sealer' | 'wechat' | 'sms' | 'publicUrl'> & {
  templates: TemplatesOf
}

/** Carries one message one step: a try on the next channel, or its end. Throws to be run again later. */
export async function deliver(
  deps: DeliveryDeps,
  { tenantId, messageId }: { tenantId: string; messageId: string }
): Promise<void> {
  const { db, now, sealer } = deps
  const message = await getMessage(db, tenantId, messageId)
  if (message?.state !== 'pending') return
  const tried = await attemptsOf(db, tenantId, messageId)
  const stranded = tried.find(({ outcome }) => outcome === null)
  // A try younger than any vendor's deadline is still under way in another worker's hands.
  if (stranded && now().getTime() - stranded.startedAt.getTime() < UNDER_WAY_MS) return
  if (stranded) await endAttempt(db, { ...stranded, outcome: 'unknown' })
  const past = tried.map(({ channel, outcome }) => ({ channel, outcome: outcome ?? ('unknown' as const) }))
  const known = await reachOf(db, sealer, tenantId, message.accountId)
  const contact = message.contactPhone && sealer.open(tenantId, message.contactPhone)
  const reach = { ...known, phone: contact ?? known.phone }
  const channel = nextChannel(past, reach, message)
  if (channel === 'done' || channel === 'phone')
    return endMessage(
      db,
      message,
      channel === 'phone' ? 'phone' : (past.find(({ outcome }) => outcome === 'sent')?.channel ?? null),
      now()
    )

  const attempt = { tenantId, messageId, number: tried.length + 1, channel, startedAt: now() }
  if (!(await startAttempt(db, attempt))) return
  const { noneLeft, ...result } = await send(deps, channel, message, reach)
  await endAttempt(db, { ...attempt, ...result })
  const template = deps.templates(tenantId)[message.template]
  if (channel === 'subscribe' && result.outcome === 'sent') await spendCredit(db, message, template)
  // WeChat knows of no agreement any more: they are asked again at their next tap.
  if (noneLeft) await spendCredit(db, message, template, 'all')
  if (result.outcome === 'sent') return endMessage(db, message, channel, now())
  if (result.outcome !== 'failed') return deliver(deps, { tenantId, messageId })
  throw new Outage(`message not delivered yet: ${result.detail}`)
}

async function send(
  { wechat, sms, templates, publicUrl }: DeliveryDeps,
  channel: Channel,
  message: ToldMessage,
  reach: Reached
) {
  try {
    if (channel === 'sms') await sms.send(reach.phone!, textOf(publicUrl, message), message.id)
    else
      await wechat.sendSubscribe(reach.appId!, {
        openid: reach.openid!,
        templateId: templates(message.tenantId)[message.template],
        page: pageOf(message),
        data: dataOf(message)
      })
    return { outcome: 'sent' as const, noneLeft: false, detail: undefined }
  } catch (error) {
    const refused = error instanceof WeChatRefused || error instanceof SmsRefused
    const outcome = refused ? 'refused' : mayHaveArrived(error) ? 'unknown' : 'failed'
    const noneLeft = error instanceof WeChatRefused && error.errcode === NO_AGREEMENT
    return { outcome, noneLeft, detail: (error as Error).message.slice(0, 200) } as const
  }
}

/** The words of a text message: what happened, and the way to it. */
function textOf(publicUrl: string, message: ToldMessage): string {
  const link = shortLink(message.tenantId, message)
  return link ? `${message.text.replace(/[。.]$/, '')}。查看：${publicUrl}/${link}` : message.text
}

/** The template's values under WeChat's rules: thing at most 20 characters, time as `2026-11-23 09:00`. */
function dataOf({ text, createdAt }: MessageRow): Record<string, string> {
  const [number, rest = text] = text.split('：', 2)
  return {
    character_string1: number!.replace(/[^\x20-\x7e]/g, '') || '-',
    thing2: [...rest].slice(0, 20).join(''),
    time3: beijingTime(createdAt)
  }
}
