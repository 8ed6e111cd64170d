import Taro from '@tarojs/taro'
import type { Tokens } from 'shared/session.ts'
import { forget, keep, kept } from './store.ts'
import { uuid } from './uuid.ts'

const isWeb = Taro.getEnv() === Taro.ENV_TYPE.WEB

/** The county this app belongs to; on the web a link may name another one. */
export const county = (): string => {
  const named = isWeb ? new URLSearchParams(window.location.search).get('county') : null
  if (named && /^\d{6}$/.test(named)) keep('county', named)
  return kept<string>('county') ?? COUNTY
}
const base = () => `${API_BASE}/api/${county()}`
export const apiUrl = (path: string): string => base() + path

export const tokens = (): Tokens | undefined => kept<Tokens>('tokens')
export const isSignedIn = (): boolean => tokens() !== undefined
const listeners = new Set<() => void>()
/** Calls back at every sign-in and sign-out; the returned function ends it. */
export function onSignedIn(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What a person leaves on a phone beside their session. */
const LEFT = ['post', 'draft', 'typed', 'place', 'forms', 'bundles', 'picked'] as const

/** A session may end unnoticed: what its owner left is not for whoever signs in next. */
function start(fresh: Tokens): Tokens {
  const owner = kept<string>('owner')
  if (owner && owner !== fresh.accountId) for (const name of LEFT) forget(name)
  keep('owner', fresh.accountId)
  keep('tokens', fresh)
  for (const listener of listeners) listener()
  return fresh
}

async function post(path: string, data: object): Promise<Tokens | undefined> {
  const { statusCode, data: reply } = await Taro.request({
    url: apiUrl(path),
    method: 'POST',
    data,
    header: { 'content-type': 'application/json' }
  })
  if (statusCode === 200) return reply as Tokens
  if (statusCode === 401 || statusCode === 400) return undefined
  // Busy or limited is no sign-out: what was being done waits and is tried again.
  throw reply
}

let renewing: Promise<Tokens | undefined> | undefined
/** New tokens for old, asked for once however many calls wait. Undefined: sign in anew. */
export function renew(): Promise<Tokens | undefined> {
  const old = tokens()
  if (!old) return Promise.resolve(undefined)
  renewing ??= post('/session/refresh', { refreshToken: old.refreshToken })
    .then((fresh) => {
      // Whoever signed out meanwhile stays signed out.
      if (!fresh || tokens()?.refreshToken !== old.refreshToken) return undefined
      keep('tokens', fresh)
      return fresh
    })
    .finally(() => {
      renewing = undefined
    })
  return renewing
}

/** Signs in: at once in the mini-program; on the web by WeChat's page, which comes back to this one. */
export async function signIn(): Promise<Tokens | undefined> {
  if (!isWeb) {
    const { code } = await Taro.login()
    const fresh = await post('/session/weapp', { code })
    return fresh && start(fresh)
  }
  const state = uuid()
  keep('oauth', state)
  const { statusCode, data } = await Taro.request({
    url: apiUrl('/session/h5'),
    data: { back: window.location.href, state }
  })
  if (statusCode !== 200) throw data
  // Going back from the page they come to must not end at WeChat’s sign-in again.
  window.location.replace((data as { url: string }).url)
  return new Promise(() => undefined)
}

/** On the way back from WeChat's page: trades the code in and takes it out of the address. */
async function finishH5SignIn(): Promise<void> {
  const url = new URL(window.location.href)
  const code = url.searchParams.get('code')
  const state = url.searchParams.get('state')
  if (!code || !state) return
  url.searchParams.delete('code')
  url.searchParams.delete('state')
  window.history.replaceState(null, '', url.href)
  // A code we did not ask for would sign this person in as somebody else.
  if (state !== kept<string>('oauth')) return
  forget('oauth')
  const fresh = await post('/session/h5', { code })
  if (fresh) start(fresh)
}

/**
 * Over once this page knows who came back with it; calls wait for it, or they would send them to sign in
 * again.
 */
export const arrival: Promise<void> = isWeb ? finishH5SignIn().catch(() => undefined) : Promise.resolve()

/** The session is over and nobody asked for anything that needs one: the phone only forgets its tokens. */
export function lapse(): undefined {
  forget('tokens')
  for (const listener of listeners) listener()
}

/** Leaves nothing of this person on the phone, and ends their sessions where they are kept. */
export function signOut(): void {
  const held = tokens()
  if (held) {
    const header = { authorization: `Bearer ${held.accessToken}`, 'content-type': 'application/json' }
    // Without a network the tokens die by themselves: the phone has forgotten them.
    Taro.request({ url: apiUrl('/session/end'), method: 'POST', data: {}, header }).catch(() => undefined)
  }
  for (const name of ['tokens', 'owner', ...LEFT]) forget(name)
  for (const listener of listeners) listener()
}
