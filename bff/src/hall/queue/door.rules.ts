import type { Signer } from '../../kernel/lib/signed.ts'

const STEP_MS = 60_000
const LENGTH = 16
const text = (tenantId: string, step: number) => `door/${tenantId}/${step}`

/**
 * What the QR code on the hall's screen says now; it changes every minute, so that nobody checks in from
 * home.
 */
export const doorCode = (signer: Signer, tenantId: string, now: Date): string => {
  const step = Math.floor(now.getTime() / STEP_MS)
  return `${step.toString(36)}.${signer.sign(text(tenantId, step), LENGTH)}`
}

/** Whether a code stood on the screen within the last three minutes. */
export function isDoorCodeValid(signer: Signer, tenantId: string, code: string, now: Date): boolean {
  const [at, signature = ''] = code.split('.')
  const step = Number.parseInt(at!, 36)
  const age = Math.floor(now.getTime() / STEP_MS) - step
  return age >= 0 && age < 3 && signer.verify(text(tenantId, step), signature, LENGTH)
}
