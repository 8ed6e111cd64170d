import { createHmac, randomInt } from 'node:crypto'

/** What somebody says at the door: six figures, one of a county's live bookings. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

type Person = Readonly<{ tenantId: string; accountId: string; phone: string | null }>

/**
 * Who a person is to the booking rules: their telephone by a keyed hash, so that calling and tapping is one
 * and the same.
 */
export const personKey = (secret: Buffer, { tenantId, accountId, phone }: Person): string =>
  phone ? phoneKey(secret, tenantId, phone) : accountId
export const phoneKey = (secret: Buffer, tenantId: string, phone: string): string =>
  createHmac('sha256', secret).update(`booking/${tenantId}/${phone}`).digest('base64url')
