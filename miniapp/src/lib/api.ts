import Taro from '@tarojs/taro'
import type { Api, Input, Reply } from 'shared/api.ts'
import type { ErrorCode } from 'shared/errors.ts'
import { queryOf } from 'shared/rules/paths.ts'
import { hasNetwork } from './network.ts'
import { apiUrl, arrival, lapse, renew, signIn, tokens } from './session.ts'
import { kept } from './store.ts'

export type ApiError = { code: ErrorCode | 'offline'; message: string; detail?: string }
type Plain = { params?: Record<string, string>; querystring?: object; body?: object }

const OFFLINE: ApiError = { code: 'offline', message: '网络不通，没有提交。填的内容还在这一页，有网后再试' }
const UNHEARD: ApiError = {
  code: 'offline',
  message: '网络不好，不知道有没有提交成功。填的内容还在，有网后再点一次，不会重复提交'
}

/** Token and post of whoever holds this phone. */
export function authorised(): Record<string, string> {
  const held = tokens()
  const post = kept<string>('post')
  return {
    'content-type': 'application/json',
    ...(held && { authorization: `Bearer ${held.accessToken}` }),
    ...(post && { 'x-post': post })
  }
}

/** A report goes without anything that says who sends it. */
const NAMELESS = { 'content-type': 'application/json' }

/** The address of an endpoint, its parameters put in. */
export function addressOf(endpoint: string, { params = {}, querystring }: Plain): string {
  const path = endpoint
    .split(' ')[1]!
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))
  const query = queryOf(querystring)
  return apiUrl(path) + (query && `?${query}`)
}

/** Looked at in passing: on the web nobody is sent away to sign in for it when their session is over. */
const IN_PASSING: readonly string[] = ['GET /me/waiting', 'GET /me/matters']

/** Calls one endpoint of the contract; rejects with an ApiError whose message a citizen may read. */
export async function call<K extends keyof Api>(endpoint: K, input: Input<K>): Promise<Reply<K>> {
  const plain = input as Plain
  const method = endpoint.split(' ')[0] as 'GET' | 'POST'
  const reply = await inSession(
    () =>
      Taro.request({
        url: addressOf(endpoint, plain),
        method,
        timeout: 15_000,
        header: endpoint.startsWith('POST /reports') ? NAMELESS : authorised(),
        ...(method === 'POST' && { data: plain.body ?? {} })
      }),
    process.env.TARO_ENV === 'h5' && IN_PASSING.includes(endpoint)
  )
  return reply as Reply<K>
}

type Answer = { statusCode: number; data: unknown }

/**
 * The data of an answer; an expired token is renewed, a lost one begins a new sign-in, and the call is made
 * once more. `passing`: a lost session is forgotten instead.
 */
export async function inSession(send: () => Promise<Answer>, passing = false): Promise<unknown> {
  // Without a network nothing leaves; once sent, a phone that got no answer cannot know whether its words
  // arrived.
  const sent = () => {
    const online = hasNetwork()
    return send().catch((): never => {
      throw online ? UNHEARD : OFFLINE
    })
  }
  await arrival
  const first = await sent()
  const refused = first.statusCode === 401
  const fresh = refused ? await renewed(passing) : undefined
  const reply = fresh ? await sent() : first
  if (reply.statusCode >= 400) throw problem(reply.data)
  return reply.data
}

/**
 * New tokens, by renewal or a new sign-in. What hinders it is said in words; a bare network error is one of
 * them.
 */
const renewed = (passing: boolean) =>
  renew()
    .then((fresh) => fresh ?? (passing ? lapse() : signIn()))
    .catch((error: unknown): never => {
      throw typeof error === 'object' && error !== null && 'message' in error ? error : OFFLINE
    })

const problem = (data: unknown): ApiError =>
  typeof data === 'object' && data !== null && 'message' in data
    ? (data as ApiError)
    : { code: 'internal', message: '系统出了点问题，内容已保留，请稍后再试' }
