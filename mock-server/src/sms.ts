import { createHash, createHmac } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import type { World } from './world.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Tencent Cloud SendSms with its TC3-HMAC-SHA256 signature checked against the body as received. */
export const smsHandlers = (world: World, base: string) => [
  http.post(`${base}/`, async ({ request }) => {
    const body = await request.text()
    const fail = (Code: string) =>
      HttpResponse.json({ Response: { Error: { Code, Message: Code }, RequestId: world.rid() } })
    const timestamp = Number(request.headers.get('x-tc-timestamp'))
    if (Math.abs(world.now() / 1000 - timestamp) > 300) return fail('AuthFailure.SignatureExpire')
    const day = new Date(timestamp * 1000).toISOString().slice(0, 10)
    const scope = `${day}/sms/tc3_request`
    const canonical = `POST\n/\n\ncontent-type:${request.headers.get('content-type')}\nhost:${new URL(request.url).host}\n\ncontent-type;host\n${sha256(body)}`
    const key = hmac(hmac(hmac(`TC3${world.sms.secretKey}`, day), 'sms'), 'tc3_request')
    const right = createHmac('sha256', key)
      .update(`TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`)
      .digest('hex')
    if (!request.headers.get('authorization')?.endsWith(`Signature=${right}`))
      return fail('AuthFailure.SignatureFailure')
    const { PhoneNumberSet: [number = ''] = [], TemplateParamSet: [text = ''] = [] } = JSON.parse(body) as {
      PhoneNumberSet?: string[]
      TemplateParamSet?: string[]
    }
    const phone = number.replace('+86', '')
    const ok = /^1\d{10}$/.test(phone)
    if (ok) world.sent.push({ at: new Date(world.now()), channel: 'sms', to: phone, text })
    const status = {
      SerialNo: world.rid(),
      PhoneNumber: number,
      Code: ok ? 'Ok' : 'InvalidParameterValue.IncorrectPhoneNumber'
    }
    return HttpResponse.json({ Response: { SendStatusSet: [status], RequestId: world.rid() } })
  })
]
