import Taro from '@tarojs/taro'
import { type Page, type PageParams, pageUrl } from 'shared/rules/paths.ts'

const DEEPEST = 10 // WeChat refuses one page more

const ARRIVES_MS = 20_000

/**
 * Leaves this page for good, when what it was for is done. Pending until the other page is there: the button
 * that was tapped stays busy on a slow line, where a page takes seconds to come.
 */
export async function leaveFor<P extends Page>(page: P, params?: PageParams<P>): Promise<void> {
  await replaceBy(page, params)
  await new Promise((done) => setTimeout(done, ARRIVES_MS))
}

/** Puts a page in the place of this one. */
export const replaceBy = <P extends Page>(page: P, params?: PageParams<P>) =>
  Taro.redirectTo({ url: pageUrl(page, params) })

/** Opens one of the four pages of the bar below. */
export const toTab = (page: 'home' | 'questions/mine' | 'directory' | 'mine'): void =>
  void Taro.switchTab({ url: pageUrl(page) })

/**
 * Opens a page above this one; at the last place in the pile it takes this one's place, so that every tap
 * leads somewhere.
 */
export function go<P extends Page>(page: P, params?: PageParams<P>): void {
  const url = pageUrl(page, params)
  const deep = Taro.getCurrentPages().length >= DEEPEST - 1
  void (deep ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })).catch(() => Taro.reLaunch({ url }))
}
