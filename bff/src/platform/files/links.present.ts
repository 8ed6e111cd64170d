import type { Attachment } from 'shared/files.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import type { Size } from './bytes.repo.ts'

/** Letters of a link's signature, all of which must be right: 132 bits. */
export const SIGNATURE = 22
const VALID_MS = 40 * 60_000 // WeChat's picture check may take 30 minutes to come for it

export const signedText = (tenantId: string, id: string, until: number, size: Size) =>
  `file/${tenantId}/${id}/${until}/${size}`

/** A link that opens a file for a while to whoever holds it; rounded so that caches may keep the picture. */
export const fileLinks =
  ({ signer, now, publicUrl }: Pick<Deps, 'signer' | 'now' | 'publicUrl'>) =>
  (tenantId: string, id: string, size: Size = 'full'): string => {
    const until = Math.ceil((now().getTime() + VALID_MS) / VALID_MS) * VALID_MS
    const sign = signer.sign(signedText(tenantId, id, until, size), SIGNATURE)
    return `${publicUrl}/api/${tenantId}/files/${id}?until=${until}&size=${size}&sign=${sign}`
  }
export type LinkTo = ReturnType<typeof fileLinks>

/** A file as whoever may see it is shown it: with the links that open it for a while. */
export const attachment = (
  linkTo: LinkTo,
  tenantId: string,
  { id, mime, check }: Pick<Attachment, 'id' | 'mime' | 'check'>
): Attachment => ({ id, url: linkTo(tenantId, id), thumb: linkTo(tenantId, id, 'thumb'), mime, check })
