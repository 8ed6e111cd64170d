import type { Signer } from '../lib/signed.ts'

const VALID_MS = 60_000
const LENGTH = 32
export type Caller = Readonly<{ tenantId: string; caseId: string; accountId: string }>
const text = ({ tenantId, caseId, accountId }: Caller, until: number) =>
  `dialogue/${tenantId}/${caseId}/${accountId}/${until}`

/** Lets somebody who may listen open the live line of this very case within a minute: a browser's socket carries no header. */
export function newTicket(signer: Signer, caller: Caller, now: Date): string {
  const until = now.getTime() + VALID_MS
  return `${caller.accountId}.${until}.${signer.sign(text(caller, until), LENGTH)}`
}

/** Whose ticket it is; undefined when it is forged, of another case, or too old. */
export function holderOf(
  signer: Signer,
  place: Omit<Caller, 'accountId'>,
  ticket: string,
  now: Date
): string | undefined {
  const [accountId = '', end = '', signature = ''] = ticket.split('.')
  const until = Number(end)
  const whole = signature.length === LENGTH && until > now.getTime() && until <= now.getTime() + VALID_MS
  return whole && signer.verify(text({ ...place, accountId }, until), signature) ? accountId : undefined
}
