import { createHash, createHmac } from 'node:crypto'
import { Outage } from '../lib/outage.ts'

export type SmsSettings = Readonly<{
  base: string
  secretId: string
  secretKey: string
  appId: string
  signName: string
  templateId: string
  timeoutMs: number
  now: () => Date
}>
export type Sms = ReturnType<typeof createSms>

/** The provider took the request and refused the message (bad number, blocked, over quota). */
export class SmsRefused extends Error {}
export class SmsUnavailable extends Outage {}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The Authorization header of Tencent Cloud API v3 (TC3-HMAC-SHA256) for a JSON POST to /. */
export function tc3Authorization(
  { secretId, secretKey }: Pick<SmsSettings, 'secretId' | 'secretKey'>,
  { host, body, timestamp, service }: { host: string; body: string; timestamp: number; service: string }
): string {
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`
  const scope = `${day}/${service}/tc3_request`
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request')
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
}

/** Text messages through Tencent Cloud SMS (SendSms, 2021-01-11). */
export function createSms(settings: SmsSettings) {
  return {
    async send(phone: string, text: string, reference: string): Promise<void> {
      const body = JSON.stringify({
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: settings.appId,
        SignName: settings.signName,
        TemplateId: settings.templateId,
        TemplateParamSet: [text],
        SessionContext: reference
      })
      const timestamp = Math.floor(settings.now().getTime() / 1000)
      const { host } = new URL(settings.base)
      const reply = await fetch(settings.base, {
        redirect: 'error',
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          authorization: tc3Authorization(settings, { host, body, timestamp, service: 'sms' }),
          'x-tc-action': 'SendSms',
          'x-tc-version': '2021-01-11',
          'x-tc-region': 'ap-beijing',
          'x-tc-timestamp': String(timestamp)
        },
        signal: AbortSignal.timeout(settings.timeoutMs)
      })
        .then((r) => (r.ok ? r.json() : Promise.reject(new Error(`status ${r.status}`))))
        .catch((cause: Error): never => {
          throw new SmsUnavailable(cause.message, { cause })
        })
      const { Response: answer } = reply as {
        Response: { Error?: { Code: string }; SendStatusSet?: { Code: string }[] }
      }
      const code = answer.Error?.Code ?? answer.SendStatusSet?.[0]?.Code
      if (code !== 'Ok') throw new SmsRefused(code)
    }
  }
}
