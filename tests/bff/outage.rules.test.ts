import { isDatabaseAway, isDiskFull, isOutage, Outage } from 'bff/kernel/lib/outage.ts'
import { WeChatUnavailable } from 'bff/kernel/vendors/wechat.ts'
import { expect, it } from 'vitest'

const failing = (code: string) =>
  new Error('Failed query', { cause: Object.assign(new Error('x'), { code }) })

it.each([
  ['25006', 'a read-only primary'],
  ['53300', 'no connection left'],
  ['53100', 'a full disk'],
  ['57P01', 'an administrator’s stop'],
  ['57P03', 'a start not yet done'],
  ['57014', 'a statement cut off'],
  ['40001', 'a lost race of snapshots'],
  ['40P01', 'a deadlock'],
  ['55P03', 'a lock not to be had'],
  ['58030', 'a broken disk'],
  ['08006', 'a lost connection'],
  ['CONNECTION_CLOSED', 'a closed socket'],
  ['QUERY_TIMEOUT', 'the deadline'],
  ['QUEUE_FULL', 'the full queue'],
  ['ECONNREFUSED', 'nobody there']
])('%s, %s, is the database away: 503, never a bug', (code) => {
  expect([isDatabaseAway(failing(code)), isOutage(failing(code))]).toEqual([true, true])
})

it.each(['23505', '22P02', '42601', '42P01', 'ENOSPC'])('%s is not', (code) => {
  expect([isDatabaseAway(failing(code)), isOutage(failing(code))]).toEqual([false, false])
})

it('knows a vendor that is away, and a full disk', () => {
  const known = [
    isOutage(new Outage('x')),
    isOutage(new WeChatUnavailable('x')),
    isDiskFull(failing('ENOSPC'))
  ]
  expect(known).toEqual([true, true, true])
})
