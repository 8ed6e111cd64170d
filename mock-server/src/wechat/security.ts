import { randomUUID } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { authorised, refuse } from '../replies.ts'
import type { App, World } from '../world.ts'
import { push } from './push.ts'

type TextCheck = { version: number; openid: string; scene: number; content: string }
type MediaCheck = { openid: string; media_type: number; media_url: string }

/** Words that make the mock say "review" or "risky"; the vendor's own lists are not public. */
const REVIEW = /敏感|上访|强拆/
const RISKY = /违禁|赌博网站|代开发票/

function verdict(text: string) {
  if (RISKY.test(text)) return { suggest: 'risky', label: 20006 }
  return REVIEW.test(text) ? { suggest: 'review', label: 20001 } : { suggest: 'pass', label: 100 }
}

export const securityHandlers = (world: World, base: string) => [
  http.post(`${base}/wxa/msg_sec_check`, async ({ request }) => {
    const { app, refusal } = authorised(world, request)
    if (refusal) return refusal
    const { version, openid, scene, content } = (await request.json()) as TextCheck
    if (version !== 2 || ![1, 2, 3, 4].includes(scene))
      return refuse(world, 40129, 'invalid scene or version')
    if (!world.personByOpenid(app.appId, openid)) return refuse(world, 40003, 'invalid openid')
    if (!content || [...content].length > 2500) return refuse(world, 44002, 'empty post data')
    return HttpResponse.json({
      errcode: 0,
      errmsg: 'ok',
      trace_id: randomUUID(),
      result: verdict(content),
      detail: []
    })
  }),
  http.post(`${base}/wxa/media_check_async`, async ({ request }) => {
    const { app, refusal } = authorised(world, request)
    if (refusal) return refusal
    const { openid, media_type, media_url } = (await request.json()) as MediaCheck
    if (!world.personByOpenid(app.appId, openid)) return refuse(world, 40003, 'invalid openid')
    if (![1, 2].includes(media_type)) return refuse(world, 40004, 'invalid media type')
    const trace = randomUUID()
    setTimeout(() => void inspect(app, media_url, trace, world.now()), 50)
    return HttpResponse.json({ errcode: 0, errmsg: 'ok', trace_id: trace })
  })
]

/** Downloads the picture as WeChat would and pushes what it found. */
async function inspect(app: App, url: string, traceId: string, now: number) {
  const loaded = await fetch(url).then(
    (reply) => reply.ok,
    () => false
  )
  const found = {
    trace_id: traceId,
    version: 2,
    detail: [],
    errcode: loaded ? 0 : -1008,
    errmsg: loaded ? 'ok' : 'download failed'
  }
  await push(
    app,
    {
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: app.appId,
      ...found,
      result: { suggest: 'pass', label: 100 }
    },
    now
  )
}
