import type { Deps } from '../../kernel/lib/deps.ts'
import { WeChatRefused } from '../../kernel/vendors/wechat.ts'
import { openidFor } from '../session/session.repo.ts'
import { getFile, setCheck } from './files.repo.ts'
import { fileLinks } from './links.present.ts'

/** Has a picture checked; without an openid of the mini-program a person must look instead. */
export async function checkImage(
  deps: Deps,
  { tenantId, fileId }: { tenantId: string; fileId: string }
): Promise<void> {
  const { db, wechat } = deps
  const file = await getFile(db, tenantId, fileId)
  if (file.check !== 'pending' || file.checkTrace) return
  const { appId, openid } = await openidFor(db, tenantId, file.ownerId)
  if (!openid) return setCheck(db, tenantId, fileId, { check: 'review' })
  try {
    const url = fileLinks(deps)(tenantId, fileId)
    await setCheck(db, tenantId, fileId, { checkTrace: await wechat.checkImage(appId, openid, url) })
  } catch (error) {
    if (!(error instanceof WeChatRefused)) throw error
    await setCheck(db, tenantId, fileId, { check: 'review' })
  }
}
