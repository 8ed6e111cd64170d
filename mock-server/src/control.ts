import { HttpResponse, http } from 'msw'
import { type Failure, openidOf, type World } from './world.ts'

/**
 * The phones' side of the world, under /mock: what arrived, codes a client would get, taps on "allow",
 * failures to come.
 */
export const controlHandlers = (world: World, base: string) => [
  http.get(`${base}/mock/phones/:key`, ({ params }) => {
    const person = world.people.find(({ key }) => key === params.key)
    if (!person) return HttpResponse.json({ error: 'nobody of that name' }, { status: 404 })
    return HttpResponse.json(world.sent.filter(({ to }) => to === person.key || to === person.phone))
  }),
  http.get(`${base}/mock/phones`, () => {
    const names = new Map(
      world.people.flatMap(({ key, phone, name }) => [
        [key, name],
        [phone, name]
      ])
    )
    const rows = world.sent
      .slice(-200)
      .reverse()
      .map(
        ({ at, channel, to, text }) =>
          `<tr><td>${at.toISOString()}<td>${channel === 'sms' ? '短信' : '订阅消息'}<td>${names.get(to) ?? to}<td>${text.replace(/</g, '&lt;')}`
      )
    return HttpResponse.html(
      `<!doctype html><meta charset="utf-8"><title>手机收到的消息</title><style>body{font:16px/1.6 sans-serif;margin:24px}td{padding:6px 12px;border-bottom:1px solid #ddd}</style><h1>手机收到的消息</h1><table>${rows.join('')}</table>`
    )
  }),
  http.post(`${base}/mock/codes`, async ({ request }) => {
    const { appId, person } = (await request.json()) as { appId: string; person: string }
    return HttpResponse.json({ code: world.code(appId, person) })
  }),
  http.post(`${base}/mock/allow`, async ({ request }) => {
    const { appId, person, templates } = (await request.json()) as {
      appId: string
      person: string
      templates: string[]
    }
    for (const template of templates) world.allow(openidOf(appId, person), template)
    return HttpResponse.json({})
  }),
  http.post(`${base}/mock/fail`, async ({ request }) => {
    world.failNext((await request.json()) as Failure)
    return HttpResponse.json({})
  })
]
