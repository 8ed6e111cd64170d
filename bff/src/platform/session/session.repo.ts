import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { lockName } from '../../kernel/lib/name-lock.ts'
import type { Sealer } from '../../kernel/lib/sealed.ts'
import { tenants } from '../tenants/tenants.table.ts'
import { absorbAccount } from './absorb.repo.ts'
import { type AccountRow, accounts, consents, identities, subscriptions } from './session.table.ts'

type SigningIn = Readonly<{ tenantId: string; appId: string; openid: string; unionid: string | null }>

/**
 * The account behind an identity; a stranger gets a new one. Two first sign-ins at once end at the same
 * account, and so do the mini-program and the web when WeChat says they are one person (unionid): the younger
 * account goes into the elder.
 */
export const signIn = (
  { db, ...tools }: Pick<Deps, 'db' | 'sealer' | 'receiptSecret'>,
  { tenantId, appId, openid, unionid }: SigningIn,
  id: string,
  now: Date
): Promise<string> =>
  db.transaction(async (tx) => {
    const isMe = and(
      eq(identities.tenantId, tenantId),
      eq(identities.appId, appId),
      eq(identities.openid, openid)
    )
    if (unionid) await lockName(tx, tenantId, `unionid/${unionid}`)
    const [known] = await tx.select().from(identities).where(isMe)
    const [other] = unionid
      ? await tx
          .select({ accountId: identities.accountId })
          .from(identities)
          .where(and(eq(identities.tenantId, tenantId), eq(identities.unionid, unionid)))
          .orderBy(asc(identities.accountId))
          .limit(1)
      : []
    if (known) {
      const elder = other && other.accountId < known.accountId ? other.accountId : known.accountId
      const younger = other && elder === known.accountId ? other.accountId : known.accountId
      if (younger !== elder) await absorbAccount(tools, tx, { tenantId, from: younger, into: elder }, now)
      if (unionid && known.unionid !== unionid) await tx.update(identities).set({ unionid }).where(isMe)
      return elder
    }
    if (!other) await tx.insert(accounts).values({ tenantId, id, createdAt: now })
    const accountId = other?.accountId ?? id
    const added = await tx
      .insert(identities)
      .values({ tenantId, appId, openid, unionid, accountId })
      .onConflictDoNothing()
      .returning()
    if (added.length === 1) return accountId
    if (!other) await tx.delete(accounts).where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
    const [winner] = await tx.select().from(identities).where(isMe)
    return winner!.accountId
  })

export async function getAccount(db: Db, tenantId: string, id: string): Promise<AccountRow> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
  if (!row) throw new AppError('sign_in_needed')
  return row
}

/** The same as getAccount, prepared once for who asks it all day. */
export function accountReader(db: Db) {
  const prepared = db
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, sql.placeholder('tenantId')), eq(accounts.id, sql.placeholder('id'))))
    .prepare('account_of')
  return async (tenantId: string, id: string): Promise<AccountRow> => {
    const [row] = await prepared.execute({ tenantId, id })
    if (!row) throw new AppError('sign_in_needed')
    return row
  }
}

export async function changeAccount(
  db: Db,
  tenantId: string,
  id: string,
  change: Partial<AccountRow>
): Promise<void> {
  await db
    .update(accounts)
    .set(change)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, id)))
}

/**
 * Agreement to one version of the privacy text; the account points at the newest, the audit keeps every step.
 */
export async function saveConsent(
  db: Db,
  tenantId: string,
  accountId: string,
  version: string,
  at: Date
): Promise<void> {
  await db
    .insert(consents)
    .values({ tenantId, accountId, version, at })
    .onConflictDoUpdate({
      target: [consents.tenantId, consents.accountId, consents.version],
      set: { at, withdrawnAt: null },
      setWhere: isNotNull(consents.withdrawnAt)
    })
  await changeAccount(db, tenantId, accountId, { consentVersion: version })
}

/** Takes an agreement back: nothing new is collected; what was begun goes on (PIPL art. 15). */
export async function withdrawConsent(db: Db, tenantId: string, accountId: string, at: Date): Promise<void> {
  await db
    .update(consents)
    .set({ withdrawnAt: at })
    .where(
      and(eq(consents.tenantId, tenantId), eq(consents.accountId, accountId), isNull(consents.withdrawnAt))
    )
  await changeAccount(db, tenantId, accountId, { consentVersion: null })
}

/** The mini-program openid WeChat's content check wants. */
export async function openidFor(
  db: Db,
  tenantId: string,
  accountId: string
): Promise<{ appId: string; openid: string | null }> {
  const [row] = await db
    .select({ appId: tenants.weappId, openid: identities.openid })
    .from(tenants)
    .leftJoin(
      identities,
      and(
        eq(identities.tenantId, tenants.tenantId),
        eq(identities.appId, tenants.weappId),
        eq(identities.accountId, accountId)
      )
    )
    .where(eq(tenants.tenantId, tenantId))
  return { appId: row!.appId, openid: row!.openid }
}

/** How a person can be reached: the mini-program openid and the phone, opened for this use only. */
export async function reachOf(db: Db, sealer: Sealer, tenantId: string, accountId: string) {
  const [{ appId, openid }, account] = await Promise.all([
    openidFor(db, tenantId, accountId),
    getAccount(db, tenantId, accountId)
  ])
  return { appId, openid, phone: account.phoneSealed && sealer.open(tenantId, account.phoneSealed) }
}

/** One more message may be sent for each template the person just allowed. */
export async function addCredits(
  db: Db,
  tenantId: string,
  accountId: string,
  templates: readonly string[],
  now: Date
): Promise<void> {
  if (templates.length === 0) return
  await db
    .insert(subscriptions)
    .values(templates.map((template) => ({ tenantId, accountId, template, credits: 1, changedAt: now })))
    .onConflictDoUpdate({
      target: [subscriptions.tenantId, subscriptions.accountId, subscriptions.template],
      set: { credits: sql`${subscriptions.credits} + 1`, changedAt: now }
    })
}

/** A message used up one agreement, or WeChat said that none is left. */
export async function spendCredit(
  db: Db,
  { tenantId, accountId }: Readonly<{ tenantId: string; accountId: string }>,
  template: string,
  how: 'one' | 'all' = 'one'
): Promise<void> {
  const { credits } = subscriptions
  await db
    .update(subscriptions)
    .set({ credits: how === 'all' ? 0 : sql`greatest(${credits} - 1, 0)` })
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        eq(subscriptions.accountId, accountId),
        eq(subscriptions.template, template)
      )
    )
}

/** How many messages of each template a person has agreed to and not had yet. */
export const creditsOf = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({ template: subscriptions.template, credits: subscriptions.credits })
    .from(subscriptions)
    .where(and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.accountId, accountId)))
    .limit(50)
