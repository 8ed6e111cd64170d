/**
 * What an access token says (RFC 9068): whose it is, in which county, for whom, of what kind, since and until
 * when.
 */
export type Claims = Readonly<{
  sub: string
  tid: string
  aud: 'bangban'
  typ: 'access'
  iat: number
  exp: number
  /** When it was made, to the millisecond: what was ended before it does not end it. */
  at: number
}>

export const ACCESS_SECONDS = 15 * 60
const SLACK_SECONDS = 60 // two processes' clocks
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The claims of a token made now. */
export function newClaims(accountId: string, tenantId: string, now: Date): Claims {
  const iat = Math.floor(now.getTime() / 1000)
  return {
    sub: accountId,
    tid: tenantId,
    aud: 'bangban',
    typ: 'access',
    iat,
    exp: iat + ACCESS_SECONDS,
    at: now.getTime()
  }
}

/** Is this what a token of ours says, and is it good now? A signature alone proves neither. */
export function areSound(claims: Record<string, unknown>, tenantId: string, now: Date): claims is Claims {
  const { sub, tid, aud, typ, iat, exp, at } = claims
  const seconds = now.getTime() / 1000
  return (
    typeof sub === 'string' &&
    UUID.test(sub) &&
    tid === tenantId &&
    aud === 'bangban' &&
    typ === 'access' &&
    Number.isInteger(iat) &&
    Number.isInteger(exp) &&
    Number.isInteger(at) &&
    (exp as number) - (iat as number) <= ACCESS_SECONDS &&
    (exp as number) > seconds &&
    (iat as number) <= seconds + SLACK_SECONDS
  )
}
