import { randomUUID } from 'node:crypto'
import { idNumber } from '../support/cases.ts'
import { item } from '../support/items.ts'

const COUNTER = {
  name: '临时专区',
  releaseDays: 7,
  releaseMinute: 480,
  staffSeats: 1,
  walkInSeats: 1,
  holdMinutes: 10,
  dailyLimit: 2,
  coolMinutes: 60,
  active: false
}

const APPLICATION = {
  key: randomUUID(),
  answers: '',
  applicant: { kind: 'person', name: '无名氏', idNumber: idNumber(1), phone: '19900000000' }
}
const NEW_CASE = { ...APPLICATION, itemId: randomUUID() }

export type Known = Readonly<{ village: string; topic: string; post: string }>

/** A well-formed body for an endpoint, so that only authority can refuse it. */
export function bodyOf(endpoint: string, ids: Known): object | undefined {
  const bodies: Record<string, object> = {
    'POST /session/weapp': { code: 'x' },
    'POST /session/h5': { code: 'x' },
    'POST /session/refresh': { refreshToken: 'x'.repeat(43) },
    'POST /me/consent': { version: '2026-11' },
    'POST /me/phone': { code: 'x' },
    'POST /me/profile': {},
    'POST /me/subscriptions': { accepted: [] },
    'POST /place-codes': { villageId: ids.village },
    'POST /topics': {
      name: randomUUID().slice(0, 12),
      limit: { amount: 1, unit: 'wd' },
      keywords: [],
      active: true,
      endorsement: null,
      dutyLine: null
    },
    'POST /place-codes/:id/handed': { taught: true },
    'POST /routing-order': { steps: ['chosen', 'village', 'serviceArea', 'township', 'county', 'secretary'] },
    'POST /endorsements': { kind: 'suggestion', mode: 'beside' },
    'POST /caller-questions': {
      key: randomUUID(),
      kind: 'suggestion',
      body: '希望多开一趟公交',
      villageId: ids.village,
      fileIds: [],
      caller: { name: '来电人', phone: '19900009999' }
    },
    'POST /topics/:id': {
      name: randomUUID().slice(0, 12),
      limit: { amount: 1, unit: 'wd' },
      keywords: [],
      active: true,
      endorsement: null,
      dutyLine: null,
      version: 1
    },
    'POST /reply-templates': {
      name: randomUUID().slice(0, 12),
      text: '您反映的【】已办好',
      topicId: null,
      active: true
    },
    'POST /reply-templates/:id': {
      name: randomUUID().slice(0, 12),
      text: '您反映的【】已办好',
      topicId: null,
      active: true,
      version: 1
    },
    'POST /questions/:id/reply-check': { text: '已修好' },
    'POST /place-codes/households': { villageId: ids.village, households: ['1排1号'] },
    'POST /questions/:id/publication': { agree: true },
    'POST /publications/:id/commands': { action: 'approve', version: 1 },
    'POST /answers/:id/follow': { follow: true },
    'POST /reports': {
      key: randomUUID(),
      kind: 'petition',
      body: '反映村里账目不清楚',
      villageId: ids.village,
      accusedPostIds: [],
      privacyVersion: '2026-11'
    },
    'POST /reports/look': { receipt: '2222-2222-2222-2222-2222' },
    'POST /reports/commands': {
      receipt: '2222-2222-2222-2222-2222',
      command: { key: randomUUID(), action: 'urge' }
    },
    'POST /questions/:id/sealed/known': { postId: ids.post, known: true },
    'POST /questions/:id/sealed/openings': { reason: '核实举报人反映的情况' },
    'POST /api-clients': { name: '热线系统' },
    'POST /webhooks': { url: 'https://example.org/hook' },
    'POST /answers/similar': { q: '医保' },
    'POST /what-if': { from: '2026-02', until: '2026-03', limits: [], absences: [], staff: [] },
    'POST /bulletins/:id/commands': { action: 'recount', version: 1 },
    'POST /catalogue/items': { departmentId: randomUUID(), content: item() },
    'POST /catalogue/items/:id/draft': { lock: 1, content: item() },
    'POST /catalogue/items/:id/commands': { action: 'submit', lock: 1 },
    'POST /catalogue/check': { itemId: randomUUID(), content: item() },
    'POST /lists': { itemId: randomUUID(), version: 1, answers: '' },
    'POST /bookings': { key: randomUUID(), itemId: randomUUID(), startsAt: '2026-03-05T01:00:00Z' },
    'POST /bags/scan': { code: '222222222222' },
    'POST /cases/:id/bag/commands': { key: randomUUID(), action: 'takeBack' },
    'POST /uploads': { bytes: 1, hashes: ['0'.repeat(64)] },
    'POST /cases': NEW_CASE,
    'POST /desk/cases': NEW_CASE,
    'POST /cases/:id/commands': { key: randomUUID(), action: 'consent' },
    'POST /case-work/consents': { cases: [{ id: randomUUID(), key: randomUUID() }] },
    'POST /bundles/:id/cases': APPLICATION,
    'POST /desk/bundles/:id/cases': APPLICATION,
    'POST /cases/:id/dialogue': { key: randomUUID(), kind: 'text', text: '请核对', fileIds: [] },
    'POST /cases/:id/dialogue/read': { seq: 1 },
    'POST /desk/find': { q: '123456' },
    'POST /case-search': { q: '张三' },
    'POST /bookings/:id/commands': { action: 'cancel', lock: 1 },
    'POST /booking-standing/appeal': { reason: '那几天住院' },
    'POST /waitlist': { itemId: randomUUID(), startsAt: '2026-03-05T01:00:00Z' },
    'POST /counters': { ...COUNTER, letter: 'Z', slotMinutes: 30 },
    'POST /counters/:id': { ...COUNTER, version: 1 },
    'POST /counters/:id/windows': {
      id: null,
      version: 0,
      no: randomUUID().slice(0, 6),
      seatsPerSlot: 2,
      weekly: null,
      active: true
    },
    'POST /counters/:id/closures': {
      day: '2026-03-05',
      fromMinute: 540,
      untilMinute: 600,
      windowId: null,
      reason: '设备检修'
    },
    'POST /hall/bookings': {
      key: randomUUID(),
      itemId: randomUUID(),
      startsAt: '2026-03-05T01:00:00Z',
      name: '来电群众',
      phone: '19900000000'
    },
    'POST /hall/bookings/:id/cancel': { lock: 1, reason: '窗口停办' },
    'POST /hall/bookings/:id/move': { lock: 1, startsAt: '2026-03-05T01:00:00Z' },
    'POST /hall/appeals/:id': { lift: true },
    'POST /hall/check-ins': { code: '000000', priority: false },
    'POST /hall/walk-ins': { key: randomUUID(), counterId: randomUUID(), itemId: null, priority: false },
    'POST /hall/tickets/:id/commands': { action: 'serve', lock: 1 },
    'POST /synonyms': { words: ['医保', '新农合'] },
    'POST /synonyms/:id': { words: ['医保', '新农合'], version: 1 },
    'POST /duties': { topicId: ids.topic, orgId: null, postId: ids.post },
    'POST /absences': { postId: ids.post, from: '2026-03-20', until: '2026-03-20', reason: '培训' },
    'POST /questions': {
      key: randomUUID(),
      kind: 'consultation',
      body: '高龄津贴怎么办',
      villageId: ids.village,
      fileIds: []
    },
    'POST /questions/:id/commands': { key: randomUUID(), action: 'comment', text: '批注一下' },
    'POST /meetings/:id/plan': { plannedAt: '2026-03-20T01:00:00Z', room: '' },
    'POST /meetings/:id/cancel': { reason: '改期' },
    'POST /meetings/:id/minutes': { minutes: '会议纪要会议纪要会议纪要', attendees: 20, fileIds: [] },
    'POST /meetings/:id/agenda/:itemId': { outcome: 'climbed', decision: '提交上一级' },
    'POST /callbacks/:id/commands': { action: 'called', reached: true, note: '已回访' },
    'POST /phone-tasks/:id/done': { note: '已告知' }
  }
  return endpoint.startsWith('POST') ? (bodies[endpoint] ?? {}) : undefined
}
