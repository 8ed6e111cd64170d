import { randomBytes } from 'node:crypto'
import type { Signer } from '../../kernel/lib/signed.ts'

/** A scene is `token` + `signature`; both halves are fixed in length so that nothing has to be escaped. */
export const TOKEN_LENGTH = 12
export const SIGNATURE_LENGTH = 12

/**
 * What the signature covers. One key signs for all counties, so that a neighbour's poster is told from a
 * forgery.
 */
export const sceneText = (token: string): string => `scene/${token}`

export function splitScene(scene: string): { token: string; signature: string } | undefined {
  if (scene.length !== TOKEN_LENGTH + SIGNATURE_LENGTH) return undefined
  return { token: scene.slice(0, TOKEN_LENGTH), signature: scene.slice(TOKEN_LENGTH) }
}

/** The scene of a token, signed. */
export const sceneOf = (signer: Signer, token: string): string =>
  token + signer.sign(sceneText(token), SIGNATURE_LENGTH)

/** A new token: random, of letters and digits. */
export const newToken = (): string =>
  randomBytes(TOKEN_LENGTH).toString('base64url').replace(/[-_]/g, 'x').slice(0, TOKEN_LENGTH)
