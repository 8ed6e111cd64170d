import { askModal, askSheet } from '../dialogs.ts'
import { tap } from '../gestures.ts'
import type { Data, Host } from '../types.ts'
import { api } from './api.ts'
import { deviceOf } from './device.ts'
import { network } from './network.ts'
import { storage } from './storage.ts'

const EVENTS =
  'AppShow AppHide Error UnhandledRejection PageNotFound ThemeChange AudioInterruptionBegin AudioInterruptionEnd NetworkStatusChange WindowResize KeyboardHeightChange MemoryWarning'.split(
    ' '
  )

function eventsOf(host: Host): Data {
  const made: Data = {}
  for (const name of EVENTS) {
    const heard = new Set<(value: unknown) => void>()
    host.listeners.set(name, heard)
    made[`on${name}`] = (listener: (value: unknown) => void) => void heard.add(listener)
    made[`off${name}`] = (listener: (value: unknown) => void) => void heard.delete(listener)
  }
  return made
}

function screenOf(host: Host): Data {
  return {
    showToast: api('showToast', (options: never) => host.chrome.toast(options)),
    hideToast: api('hideToast', () => host.chrome.hideToast()),
    showLoading: api('showLoading', (options: object) =>
      host.chrome.toast({ ...options, loading: true } as never)
    ),
    hideLoading: api('hideLoading', () => host.chrome.hideToast()),
    showModal: api('showModal', askModal),
    showActionSheet: api('showActionSheet', async (options: never) => {
      const tapIndex = await askSheet(options)
      if (tapIndex === null) throw new Error('cancel')
      return { tapIndex }
    }),
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }: { title: string }) =>
      host.chrome.setTitle(host.currentPage(), title)
    ),
    stopPullDownRefresh: api('stopPullDownRefresh', () => undefined),
    pageScrollTo: api(
      'pageScrollTo',
      ({ scrollTop = 0, selector }: { scrollTop?: number; selector?: string }) => {
        const { element } = host.currentPage()
        const found = selector && element.querySelector(selector)
        if (found) found.scrollIntoView()
        else element.scrollTop = scrollTop
      }
    ),
    nextTick: (next: () => void) => setTimeout(next, 0),
    createSelectorQuery: () => (host.currentPage().caller.createSelectorQuery as () => unknown)()
  }
}

const MOVES = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const
const movesOf = (host: Host): Data => ({
  ...Object.fromEntries(
    MOVES.map((name) => [name, api(name, ({ url }: { url: string }) => host.pages[name](url))])
  ),
  navigateBack: api('navigateBack', ({ delta }: { delta?: number }) => host.pages.navigateBack(delta))
})

type Reading = { filePath: string; position?: number; length?: number }
const personOf = (host: Host): Data => ({
  login: api('login', async () => {
    if (!host.person.login) throw new Error('nobody holds this phone')
    return { code: await host.person.login() }
  }),
  // As WeChat has it: in the tick of a tap, of three templates at most.
  requestSubscribeMessage: api('requestSubscribeMessage', ({ tmplIds }: { tmplIds: string[] }) => {
    if (!tap.heard) throw new Error('can only be invoked by user TAP gesture.')
    if (tmplIds.length === 0 || tmplIds.length > 3) throw new Error('TmplIds length exceed limit')
    return Object.fromEntries(tmplIds.map((id) => [id, host.person.subscribe ?? 'accept']))
  }),
  makePhoneCall: api('makePhoneCall', ({ phoneNumber }: { phoneNumber: string }) => {
    host.dialled.push(phoneNumber)
  }),
  previewImage: api('previewImage', () => undefined),
  shareFileMessage: api('shareFileMessage', () => undefined),
  openDocument: api('openDocument', ({ filePath }: { filePath: string }) => {
    if (!host.files.has(filePath)) throw new Error(`file not found: ${filePath}`)
  }),
  setClipboardData: api('setClipboardData', () => undefined),
  getFileSystemManager: () => ({
    readFile: api('readFile', async ({ filePath, position = 0, length }: Reading) => {
      const file = host.files.get(filePath)
      if (!file) throw new Error(`file not found: ${filePath}`)
      return { data: await file.slice(position, length && position + length).arrayBuffer() }
    })
  }),
  chooseImage: api('chooseImage', ({ count = 9 }: { count?: number }) => {
    const paths = [...host.files.keys()].slice(0, count)
    if (!paths.length) throw new Error('cancel')
    return {
      tempFilePaths: paths,
      tempFiles: paths.map((path) => ({ path, size: host.files.get(path)!.size }))
    }
  })
})

/** The part of wx the app may use. What is not here is no property of wx, which is how Taro finds out. */
export const createWx = (host: Host): Data => ({
  ...deviceOf(host),
  ...storage,
  ...network(host),
  ...eventsOf(host),
  ...screenOf(host),
  ...movesOf(host),
  ...personOf(host)
})
