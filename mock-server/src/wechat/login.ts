import { HttpResponse, http } from 'msw'
import { authorised, refuse } from '../replies.ts'
import { openidOf, unionidOf, type World } from '../world.ts'

const html = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** The page on which the demo asks who is holding the phone; WeChat itself never asks with snsapi_base. */
function whoAreYou(world: World, appId: string, redirect: string, state: string) {
  const back = (key: string) => {
    const url = new URL(redirect)
    url.searchParams.set('code', world.code(appId, key))
    url.searchParams.set('state', state)
    return url.href
  }
  const rows = world.people
    .filter(({ appIds }) => appIds.includes(appId))
    .map(
      ({ key, name, about }) =>
        `<li><a data-person="${key}" href="${html(back(key))}"><b>${html(name)}</b><span>${html(about)}</span></a></li>`
    )
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>微信登录（演示）</title><style>body{font:17px/1.6 sans-serif;margin:0;background:#f4f6f5;color:#1c2521}
h1{font-size:20px;margin:20px 16px 4px}p{margin:0 16px 12px;color:#4d5a54}ul{list-style:none;margin:0;padding:0 16px 32px;display:grid;gap:8px}
a{display:flex;flex-direction:column;min-height:48px;padding:10px 14px;background:#fff;border-radius:10px;color:inherit;text-decoration:none}
a:focus,a:hover{outline:2px solid #0b6e4f}span{color:#4d5a54;font-size:15px}</style>
<h1>您是哪一位？</h1><p>这是演示用的微信登录页，真实环境里微信会直接认出您。</p><ul>${rows.join('')}</ul></html>`
}

/** As WeChat tells a number: one abroad, written `+852 51234567`, with its country's code apart. */
const numberOf = (phone: string) => {
  const [, countryCode = '86', purePhoneNumber = phone] = /^\+(\d+) (\d+)$/.exec(phone) ?? []
  const phoneNumber = countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
  return { phoneNumber, purePhoneNumber, countryCode }
}

/** wx.login codes, official-account OAuth codes and phone-number codes: 5 minutes, once. */
export const loginHandlers = (world: World, base: string, open: string) => [
  http.get(`${base}/sns/jscode2session`, ({ request }) => {
    const query = new URL(request.url).searchParams
    const app = world.app(query.get('appid'))
    if (!app) return refuse(world, 40013, 'invalid appid')
    if (app.secret !== query.get('secret')) return refuse(world, 40125, 'invalid appsecret')
    const person = world.spend(query.get('js_code'), app.appId)
    if (typeof person === 'number')
      return refuse(world, person, person === 40163 ? 'code been used' : 'invalid code')
    return HttpResponse.json({
      openid: openidOf(app.appId, person.key),
      unionid: unionidOf(app, person.key),
      session_key: Buffer.from(person.key).toString('base64')
    })
  }),
  http.get(`${base}/sns/oauth2/access_token`, ({ request }) => {
    const query = new URL(request.url).searchParams
    const app = world.app(query.get('appid'))
    if (!app) return refuse(world, 40013, 'invalid appid')
    if (app.secret !== query.get('secret')) return refuse(world, 40125, 'invalid appsecret')
    if (!query.get('code')) return refuse(world, 41008, 'missing code')
    const person = world.spend(query.get('code'), app.appId)
    if (typeof person === 'number')
      return refuse(world, person, person === 40163 ? 'code been used' : 'invalid code')
    return HttpResponse.json({
      access_token: `H5-${person.key}`,
      expires_in: 7200,
      openid: openidOf(app.appId, person.key),
      unionid: unionidOf(app, person.key),
      scope: 'snsapi_base'
    })
  }),
  http.get(`${open}/connect/oauth2/authorize`, ({ request }) => {
    const query = new URL(request.url).searchParams
    const [appId, redirect, state] = ['appid', 'redirect_uri', 'state'].map(
      (key) => query.get(key) ?? ''
    ) as [string, string, string]
    if (world.app(appId)?.kind !== 'officialAccount')
      return HttpResponse.html('<p>appid 参数错误</p>', { status: 400 })
    return HttpResponse.html(whoAreYou(world, appId, redirect, state))
  }),
  http.post(`${base}/wxa/business/getuserphonenumber`, async ({ request }) => {
    const { app, refusal } = authorised(world, request)
    if (refusal) return refusal
    const { code } = (await request.json()) as { code: string }
    const person = world.spend(code, app.appId)
    if (typeof person === 'number') return refuse(world, 40029, 'invalid code')
    const watermark = { timestamp: Math.floor(world.now() / 1000), appid: app.appId }
    return HttpResponse.json({
      errcode: 0,
      errmsg: 'ok',
      phone_info: { ...numberOf(person.phone), watermark }
    })
  })
]
