import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'

const schema = Type.Object({
  DATABASE_URL: Type.String({ default: '' }),
  DATA_DIR: Type.String({ default: '.data' }),
  PORT: Type.Integer({ default: 8080 }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PUBLIC_URL: Type.String(),
  H5_DIR: Type.String({ default: '' }),
  JWT_SECRET: Type.String({ minLength: 32 }),
  FIELD_KEYS: Type.String({ description: 'id:base64 of 32 bytes, comma separated; the first seals' }),
  IDENTITY_KEYS: Type.String({ description: 'the same, for the identities of reporters alone' }),
  RECEIPT_KEY: Type.String({ minLength: 32 }),
  SIGN_KEY: Type.String({ minLength: 32 }),
  AUDIT_KEY: Type.String({ minLength: 32, description: 'chains the audit; kept apart from the database' }),
  WECHAT_API: Type.String({ default: 'https://api.weixin.qq.com' }),
  WECHAT_OPEN: Type.String({ default: 'https://open.weixin.qq.com' }),
  WECHAT_SECRETS: Type.String({ description: 'appid:secret, comma separated' }),
  WECHAT_PUSH: Type.String({
    default: '',
    description: 'division code:appid:token:EncodingAESKey, comma separated'
  }),
  WECHAT_TEMPLATES: Type.String({
    description: 'progress:id,task:id,deadline:id; 370829/progress:id for one county alone'
  }),
  SMS_API: Type.String({ default: 'https://sms.tencentcloudapi.com' }),
  SMS_SECRET_ID: Type.String(),
  SMS_SECRET_KEY: Type.String(),
  SMS_APP_ID: Type.String(),
  SMS_SIGN_NAME: Type.String(),
  SMS_TEMPLATE_ID: Type.String(),
  PRIVACY_VERSION: Type.String({ default: '2026-11' }),
  WRITES_PER_MINUTE: Type.Integer({ default: 60 }),
  READS_PER_MINUTE: Type.Integer({ default: 1200 }),
  OVERLOAD_MS: Type.Integer({ default: 2000 }),
  SWEEP_MS: Type.Integer({ default: 1000 }),
  DRAIN_MS: Type.Integer({ default: 2000, description: 'how long a stopping process still answers' }),
  WEBHOOK_LOCAL: Type.Boolean({ default: false }),
  TRUST_PROXY: Type.String({ default: '', description: 'addresses of our own proxies, comma separated' }),
  LOG_LEVEL: Type.String({ default: 'info' })
})
export type Env = Static<typeof schema>

/** `a:b,c:d` → [['a', 'b'], ['c', 'd']]; values may hold further colons only where `parts` says so. */
export const pairs = (text: string, parts = 2): string[][] =>
  text
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const cut = entry.split(':')
      return [...cut.slice(0, parts - 1), cut.slice(parts - 1).join(':')]
    })

/** Parsed once; a missing variable stops the start with its name. */
export const readEnv = (data: NodeJS.ProcessEnv): Env => envSchema<Env>({ schema, data })
