import type { Config } from '../compile/checks.ts'
import { element } from './element.ts'
import type { Entry, Host } from './types.ts'

type Toast = { title: string; duration?: number; loading?: boolean }
export type Chrome = ReturnType<typeof createChrome>

/** Navigation bar, tab bar and toasts: plain elements a test can press. */
export function createChrome(host: Host) {
  const title = element('h1')
  const back = element('button', { 'aria-label': '返回上一页', click: () => host.pages.navigateBack(1) }, '‹')
  const bar = element('header', { class: 'weapp-nav' }, back, title)
  const pages = element('div', { class: 'weapp-pages' })
  const tabs = element('nav', { class: 'weapp-tabs', role: 'tablist' })
  document.body.append(element('div', { class: 'weapp' }, bar, pages, tabs))
  let toast: HTMLElement | undefined
  let timer = 0
  const hideToast = () => {
    clearTimeout(timer)
    toast?.remove()
    toast = undefined
  }
  const showTitle = (config: Config) => {
    title.textContent = String(config.navigationBarTitleText ?? '')
  }
  return {
    pageElement(path: string): HTMLElement {
      const page = element('div', { class: 'weapp-page', 'data-page': path })
      pages.append(page)
      return page
    },
    setTitle(entry: Entry, text: string): void {
      entry.config.navigationBarTitleText = text
      if (host.currentPage() === entry) showTitle(entry.config)
    },
    show(entry: Entry, depth: number): void {
      showTitle(entry.config)
      back.hidden = depth < 2
      const list = host.pkg.app.tabBar?.list ?? []
      tabs.hidden = !list.some((tab) => tab.pagePath === entry.path)
      tabs.replaceChildren(
        ...list.map((tab) =>
          element(
            'button',
            {
              role: 'tab',
              'aria-selected': String(tab.pagePath === entry.path),
              click: () => tab.pagePath !== entry.path && host.pages.switchTab(`/${tab.pagePath}`)
            },
            tab.text
          )
        )
      )
    },
    toast({ title: text, duration = 1500, loading }: Toast): void {
      hideToast()
      toast = element('div', { class: 'weapp-toast', role: loading ? 'progressbar' : 'status' }, text)
      document.body.append(toast)
      if (!loading) timer = window.setTimeout(hideToast, duration)
    },
    hideToast
  }
}
