import { randomUUID } from 'node:crypto'
import { openedLink, pageOf, shortLink, type Told } from 'bff/platform/notifications/links.rules.ts'
import { expect, it } from 'vitest'

const id = randomUUID()
const NONE: Told = { questionId: null, about: null, aboutId: null, own: true, sealed: false }
it.each<[string, Told, string | undefined]>([
  ['his own question', { ...NONE, questionId: id }, 'questions/detail'],
  ['a question he has to answer', { ...NONE, questionId: id, own: false }, 'work/matter'],
  ['a case', { ...NONE, about: 'case', aboutId: id }, 'cases/one'],
  ['a booking', { ...NONE, about: 'booking', aboutId: id }, 'booking/one'],
  ['nothing that can be opened', NONE, undefined]
])('a message about %s leads to %o', (_, told, page) => {
  expect(pageOf(told)).toBe(page ? `${page}/index?id=${id}` : 'home/index')
  const link = shortLink('370829', told)
  expect(link && openedLink(link.replace(/^m\//, ''))).toBe(page && `/${page}/index?county=370829&id=${id}`)
  expect(link?.length ?? 0).toBeLessThan(32)
})

it.each([
  '',
  '370829q',
  `370829x${'A'.repeat(22)}`,
  `37082q${'A'.repeat(22)}`,
  '370829qAAAAAAAAAAAAAAAAAAAAA/',
  '../../etc'
])('%s leads nowhere', (code) => expect(openedLink(code)).toBeUndefined())

it('tells outside the app nothing of a sealed matter', () => {
  const sealed = { ...NONE, questionId: id, own: false, sealed: true }
  expect([shortLink('370829', sealed), pageOf(sealed)]).toEqual([undefined, 'work/list/index'])
})
