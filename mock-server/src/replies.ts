import { HttpResponse } from 'msw'
import type { World } from './world.ts'

/** HTTP 200 with an errcode, the way WeChat fails; the text carries a request id. */
export const refuse = (world: World, errcode: number, errmsg: string) =>
  HttpResponse.json({ errcode, errmsg: `${errmsg} ${world.rid()}` })

/** The app whose live token the request carries, or the refusal. */
export function authorised(world: World, request: Request) {
  const token = new URL(request.url).searchParams.get('access_token')
  const held = [...world.tokens].find(([, { token: live }]) => live === token)
  if (!held)
    return { refusal: refuse(world, 40001, 'invalid credential, access_token is invalid or not latest') }
  if (held[1].until < world.now()) return { refusal: refuse(world, 42001, 'access_token expired') }
  return { app: world.app(held[0])! }
}
