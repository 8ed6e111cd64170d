import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'

/** A person. The phone is sealed, and found by a keyed hash. */
export const accounts = pgTable(
  'accounts',
  {
    tenantId: tenantId(),
    id: id(),
    name: text(),
    phoneSealed: text(),
    phoneKey: text(),
    villageId: uuid(),
    consentVersion: text(),
    createdAt: instant().notNull(),
    /** The account this one went into: one person had two. */
    absorbedInto: uuid()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('accounts_by_name').on(t.tenantId, t.name).where(sql`name is not null`),
    index('accounts_by_phone').on(t.tenantId, t.phoneKey).where(sql`phone_key is not null`),
    index('accounts_unkeyed').on(t.tenantId, t.id).where(sql`phone_sealed is not null and phone_key is null`)
  ]
)

/**
 * An openid belongs to one app: a person has one for the mini-program and another for the official account,
 * and one account.
 */
export const identities = pgTable(
  'identities',
  {
    tenantId: tenantId(),
    appId: text().notNull(),
    openid: text().notNull(),
    /** The same in every app bound to one WeChat Open Platform account; null where the county bound none. */
    unionid: text(),
    accountId: uuid().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.appId, t.openid] }),
    index('identities_by_unionid').on(t.tenantId, t.unionid).where(sql`unionid is not null`),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    index().on(t.tenantId, t.accountId)
  ]
)

/**
 * Which privacy text a person agreed to, when, and when they took it back (PIPL art. 14, 15); every step is
 * in the audit.
 */
export const consents = pgTable(
  'consents',
  {
    tenantId: tenantId(),
    accountId: uuid().notNull(),
    version: text().notNull(),
    at: instant().notNull(),
    withdrawnAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.accountId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] })
  ]
)

/** Refresh tokens by hash. A family dies whole when a used token comes back. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    tenantId: tenantId(),
    hash: text().notNull(),
    familyId: uuid().notNull(),
    accountId: uuid().notNull(),
    issuedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.hash] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    index().on(t.tenantId, t.familyId),
    index().on(t.tenantId, t.accountId),
    index().on(t.expiresAt)
  ]
)

/**
 * Until when the access tokens of an account were ended: by its sign-out, or when a used refresh token came
 * back.
 */
export const revocations = pgTable(
  'revocations',
  { tenantId: tenantId(), accountId: uuid().notNull(), at: instant().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.accountId] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    index('revocations_latest').on(t.tenantId, t.at)
  ]
)

/** How many one-time subscribe messages WeChat will still take for this person and template. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    tenantId: tenantId(),
    accountId: uuid().notNull(),
    template: text().notNull(),
    credits: integer().notNull(),
    changedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.accountId, t.template] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] })
  ]
)

export type AccountRow = typeof accounts.$inferSelect
