import { HttpResponse, http } from 'msw'
import QRCode from 'qrcode'
import { authorised, refuse } from '../replies.ts'
import type { World } from '../world.ts'

/** getwxacodeunlimit. The vendor draws a round code; this one is a QR code of the page a scan would open. */
export const codeHandlers = (
  world: World,
  base: string,
  opensAt: (appId: string, page: string, scene: string) => string
) => [
  http.post(`${base}/wxa/getwxacodeunlimit`, async ({ request }) => {
    const { app, refusal } = authorised(world, request)
    if (refusal) return refusal
    const { scene, page, check_path, env_version, width } = (await request.json()) as {
      scene: string
      page: string
      check_path?: boolean
      env_version?: string
      width?: number
    }
    if (env_version && !['release', 'trial', 'develop'].includes(env_version))
      return refuse(world, 40097, 'invalid args')
    if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene ?? '')) return refuse(world, 40129, 'invalid scene')
    if (scene.length > 32) return refuse(world, 40169, 'invalid length for scene')
    if (check_path !== false && !app.pages?.includes(page)) return refuse(world, 41030, 'invalid page')
    const png = await QRCode.toBuffer(opensAt(app.appId, page, scene), {
      width: width ?? 430,
      errorCorrectionLevel: 'M'
    })
    return new HttpResponse(new Uint8Array(png), { headers: { 'content-type': 'image/png' } })
  })
]
