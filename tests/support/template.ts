import { connect } from 'bff/kernel/lib/database.ts'
import { createIds } from 'bff/kernel/lib/ids.ts'
import { migrateDatabase } from 'bff/migrate.ts'
import { buildJiaxiang } from 'demo/jiaxiang.ts'
import { buildWenshang } from 'demo/wenshang.ts'
import { KEY, PRIVACY_VERSION, START, testSealer } from './settings.ts'

export const TEMPLATE = 'counties'

/** Migrations and both counties, once per run. */
export async function makeTemplate(base: string): Promise<void> {
  const admin = connect(`${base}/postgres`, { max: 1 })
  await admin.sql.unsafe(`create database ${TEMPLATE}`)
  await admin.sql.end()
  const url = `${base}/${TEMPLATE}`
  const { db, sql } = connect(url, { max: 2 })
  await migrateDatabase(url)
  const tools = {
    db,
    now: START,
    newId: createIds(() => START),
    sealer: testSealer,
    receiptSecret: Buffer.from(KEY),
    privacyVersion: PRIVACY_VERSION
  }
  await buildJiaxiang(tools)
  await buildWenshang(tools)
  await sql.unsafe('analyze')
  await sql.end()
}
