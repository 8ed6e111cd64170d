import { HttpResponse, http } from 'msw'
import { authorised, refuse } from '../replies.ts'
import type { World } from '../world.ts'

/** Value rules by the key's word (thing1 → thing); a breach is 47003. */
const RULES: Record<string, RegExp> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^\d{1,32}$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\s\S]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^\d{4}(-|年)\d{1,2}(-|月)\d{1,2}日? \d{1,2}:\d{2}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  phone_number: /^[\d+-]{1,17}$/,
  name: /^(\p{Script=Han}{1,10}|[\w ]{1,20})$/u
}

export const subscribeHandlers = (world: World, base: string) => [
  http.post(`${base}/cgi-bin/message/subscribe/send`, async ({ request }) => {
    const { app, refusal } = authorised(world, request)
    if (refusal) return refusal
    const { touser, template_id, data } = (await request.json()) as {
      touser: string
      template_id: string
      data: Record<string, { value: string }>
    }
    const person = world.personByOpenid(app.appId, touser)
    if (!person) return refuse(world, 40003, 'invalid openid')
    const template = app.templates?.[template_id]
    if (!template) return refuse(world, 40037, 'invalid template_id')
    for (const key of template.keys) {
      const rule = RULES[key.replace(/\d+$/, '')]
      if (!rule?.test(data[key]?.value ?? ''))
        return refuse(world, 47003, `argument invalid! data.${key}.value invalid`)
    }
    if (!world.spendCredit(touser, template_id, template.longTerm))
      return refuse(world, 43101, 'user refuse to accept the msg')
    const text = template.keys.map((key) => data[key]!.value).join(' · ')
    world.sent.push({ at: new Date(world.now()), channel: 'subscribe', to: person.key, text })
    return HttpResponse.json({ errcode: 0, errmsg: 'ok' })
  })
]
