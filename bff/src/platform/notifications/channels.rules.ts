import { isMobile } from 'shared/rules/phones.ts'
import type { Channel } from './notifications.table.ts'

export type Tried = Readonly<{ channel: Channel; outcome: 'sent' | 'refused' | 'failed' | 'unknown' | null }>
export type Reach = Readonly<{ openid: string | null; phone: string | null }>

const TRIES: Record<Channel, number> = { subscribe: 3, sms: 3, phone: 1 }

/**
 * The channel to try next: subscribe message, text message, phone call. A refusal or a try whose end nobody
 * saw is never repeated on the same channel, so that no channel delivers twice. Fixed and foreign numbers are
 * rung, never texted. A quiet message ends after the first: it waits in the app, and nobody is rung up about
 * it; nor about a reminder.
 */
export function nextChannel(
  tried: readonly Tried[],
  { openid, phone }: Reach,
  { quiet, noCall }: Readonly<{ quiet: boolean; noCall: boolean }> = { quiet: false, noCall: false }
): Channel | 'done' {
  if (tried.some(({ outcome }) => outcome === 'sent')) return 'done'
  const open = (channel: Channel) => {
    const past = tried.filter((attempt) => attempt.channel === channel)
    return past.length < TRIES[channel] && past.every(({ outcome }) => outcome === 'failed')
  }
  if (openid !== null && open('subscribe')) return 'subscribe'
  if (quiet) return 'done'
  if (phone !== null && isMobile(phone) && open('sms')) return 'sms'
  return noCall ? 'done' : 'phone'
}
