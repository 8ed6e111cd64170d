import { isHandshake, openPush, sealPush } from 'bff/kernel/vendors/wechat.push.ts'
import jsqr from 'jsqr'
import { createHandlers } from 'mock-server/handlers.ts'
import { createWorld, openidOf } from 'mock-server/world.ts'
import { getResponse } from 'msw'
import { PNG } from 'pngjs'
import { beforeEach, describe, expect, it } from 'vitest'

/** The package's types describe its CommonJS form. */
const readCode = jsqr as unknown as (
  data: Uint8ClampedArray,
  width: number,
  height: number
) => { data: string } | null

const app = {
  appId: 'wx1',
  secret: 's1',
  kind: 'weapp',
  pages: ['home/index'],
  templates: { t1: { longTerm: false, keys: ['thing1'] } }
} as const
const person = { key: 'p', name: '某', phone: '19900000000', about: '', appIds: ['wx1'] }
let clock: number
let world: ReturnType<typeof createWorld>
let call: (path: string, body?: object) => Promise<Record<string, unknown>>
let raw: (path: string, body?: object) => Promise<Response>
beforeEach(() => {
  clock = Date.parse('2026-03-02T01:00:00Z')
  world = createWorld({ apps: [app], people: [person], sms: { secretId: 'i', secretKey: 'k' } }, () => clock)
  const handlers = createHandlers(world, {
    api: 'http://wx',
    open: 'http://open',
    sms: 'http://sms',
    opensAt: (_, page, scene) => `http://app/${page}?scene=${scene}`
  })
  raw = async (path, body) =>
    (await getResponse(
      handlers,
      new Request(`http://wx${path}`, body && { method: 'POST', body: JSON.stringify(body) })
    ))!
  call = async (path, body) => (await raw(path, body)).json()
})
const token = async (): Promise<string> =>
  (await call('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: 'wx1', secret: 's1' }))
    .access_token as string

describe('the mock is as strict as WeChat', () => {
  it('gives the same token on repeat, with what is left, and another near its end', async () => {
    const first = await token()
    clock += 60_000
    expect(
      await call('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: 'wx1', secret: 's1' })
    ).toEqual({ access_token: first, expires_in: 7140 })
    clock += 7200_000
    expect(await token()).not.toBe(first)
  })
  it.each([
    [{ grant_type: 'x', appid: 'wx1', secret: 's1' }, 40002],
    [{ grant_type: 'client_credential', secret: 's1' }, 41002],
    [{ grant_type: 'client_credential', appid: 'wx1' }, 41004],
    [{ grant_type: 'client_credential', appid: 'no', secret: 's1' }, 40013],
    [{ grant_type: 'client_credential', appid: 'wx1', secret: 'no' }, 40125]
  ])('refuses a token for %o', async (body, errcode) =>
    expect(await call('/cgi-bin/stable_token', body)).toMatchObject({
      errcode,
      errmsg: expect.stringContaining('rid: ')
    })
  )

  it('takes a login code once, in time, for its own app', async () => {
    const login = (code: string) =>
      call(`/sns/jscode2session?appid=wx1&secret=s1&js_code=${code}&grant_type=authorization_code`)
    const code = world.code('wx1', 'p')
    expect(await login(code)).toMatchObject({ openid: openidOf('wx1', 'p') })
    expect(await login(code)).toMatchObject({ errcode: 40163 })
    const late = world.code('wx1', 'p')
    clock += 5 * 60_000 + 1
    expect(await login(late)).toMatchObject({ errcode: 40029 })
    expect(await login('made up')).toMatchObject({ errcode: 40029 })
  })
  it('refuses an unknown token and an expired one', async () => {
    expect(await call('/wxa/msg_sec_check?access_token=x', {})).toMatchObject({ errcode: 40001 })
    const live = await token()
    clock += 7200_001
    expect(await call(`/wxa/msg_sec_check?access_token=${live}`, {})).toMatchObject({ errcode: 42001 })
  })
  it('sends a subscribe message per credit and minds the value rules', async () => {
    const openid = openidOf('wx1', 'p')
    const send = async (value: string) =>
      call(`/cgi-bin/message/subscribe/send?access_token=${await token()}`, {
        touser: openid,
        template_id: 't1',
        data: { thing1: { value } }
      })
    expect(await send('好')).toMatchObject({ errcode: 43101 })
    world.allow(openid, 't1')
    expect(await send('长'.repeat(21))).toMatchObject({ errcode: 47003 })
    expect(await send('已答复')).toMatchObject({ errcode: 0 })
    expect(await send('已答复')).toMatchObject({ errcode: 43101 })
    expect(world.sent).toHaveLength(1)
  })
  it('draws a code a camera can read, and refuses bad scenes and unreleased pages', async () => {
    const code = async (body: object) => raw(`/wxa/getwxacodeunlimit?access_token=${await token()}`, body)
    const png = PNG.sync.read(
      Buffer.from(await (await code({ scene: 'Ab3-x_9', page: 'home/index' })).arrayBuffer())
    )
    expect(readCode(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(
      'http://app/home/index?scene=Ab3-x_9'
    )
    expect(await (await code({ scene: '中文', page: 'home/index' })).json()).toMatchObject({ errcode: 40129 })
    expect(await (await code({ scene: 'a'.repeat(33), page: 'home/index' })).json()).toMatchObject({
      errcode: 40169
    })
    expect(await (await code({ scene: 'a', page: 'no/page' })).json()).toMatchObject({ errcode: 41030 })
  })
  it('fails on demand, once', async () => {
    world.failNext({ path: 'stable_token', status: 502 })
    expect((await raw('/cgi-bin/stable_token', {})).status).toBe(502)
    expect((await raw('/cgi-bin/stable_token', {})).status).toBe(200)
  })
})

describe('message push', () => {
  // The vendor's own published vectors.
  const settings = { appId: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) }
  it('knows a handshake by its signature', () => {
    expect(
      isHandshake(settings, 'f464b24fc39322e44b38aa78f5edd27bd1441696', '1714036504', '1514711492')
    ).toBe(true)
    expect(
      isHandshake(settings, 'f464b24fc39322e44b38aa78f5edd27bd1441697', '1714036504', '1514711492')
    ).toBe(false)
  })
  const sealed =
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
  const query = {
    timestamp: '1714112445',
    nonce: '415670741',
    msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'
  }
  const at = new Date(1_714_112_445_000)
  it('opens what WeChat sealed, and nothing else', () => {
    expect(JSON.parse(openPush(settings, query, sealed, at)!)).toMatchObject({ Event: 'debug_demo' })
    expect(openPush(settings, { ...query, nonce: '1' }, sealed, at)).toBeUndefined()
    expect(openPush({ ...settings, appId: 'other' }, query, sealed, at)).toBeUndefined()
  })
  it('seals a reply as WeChat does', () => {
    const { encrypted, signature } = sealPush(settings, '{"demo_resp":"good luck"}', {
      timestamp: '1713424427',
      nonce: '415670741',
      random: Buffer.from('707722b803182950')
    })
    expect(encrypted).toBe(
      'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='
    )
    expect(signature).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1')
  })
})
