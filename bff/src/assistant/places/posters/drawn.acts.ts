import PQueue from 'p-queue'
import { pagePath } from 'shared/rules/paths.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { isOutage } from '../../../kernel/lib/outage.ts'
import { WeChatRefused } from '../../../kernel/vendors/wechat.ts'

/** More are printed with links: their pictures would not fit one run. */
const MOST = 1000
const AT_ONCE = 8
const PAGE = pagePath('home')

/**
 * The mini-program codes of these scenes (getwxacodeunlimit), in their order; undefined where WeChat draws
 * none: its page is not released yet (41030), or it is away. Then the whole run is printed with links, so
 * that no two posters differ.
 */
export async function drawnCodes(
  { wechat }: Pick<Deps, 'wechat'>,
  weappId: string,
  scenes: readonly string[]
): Promise<Uint8Array[] | undefined> {
  if (scenes.length === 0 || scenes.length > MOST) return undefined
  const queue = new PQueue({ concurrency: AT_ONCE })
  try {
    return await queue.addAll(scenes.map((scene) => () => wechat.codeImage(weappId, scene, PAGE)))
  } catch (error) {
    queue.clear()
    if (error instanceof WeChatRefused || isOutage(error)) return undefined
    throw error
  }
}
