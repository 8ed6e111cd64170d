// A working subset of wx.*. Anything absent here is simply not an own property of wx, which is how
// Taro finds out that an API does not exist.
export function createWx(host) {
  const L = {} // event listeners
  const on = (name) => (f) => { (L[name] ??= []).push(f) }
  const off = (name) => (f) => { L[name] = f ? (L[name] ?? []).filter((x) => x !== f) : [] }
  const emit = (name, ...a) => { for (const f of [...(L[name] ?? [])]) f(...a) }
  host.emit = emit
  host.appErrorListeners = { [Symbol.iterator]: () => (L.Error ?? [])[Symbol.iterator]() }
  // callback + promise convention
  const api = (name, fn) => (o = {}) => {
    const ok = (r) => { const res = { ...(r ?? {}), errMsg: `${name}:ok` }; o.success?.(res); o.complete?.(res); return res }
    const bad = (e) => { const res = { ...(e?.extra ?? {}), errMsg: `${name}:fail ${e?.message ?? e ?? ''}`.trim() }; o.fail?.(res); o.complete?.(res); return res }
    const p = (async () => fn(o))().then(ok, (e) => { const r = bad(e); if (!o.fail && !o.success && !o.complete) throw Object.assign(new Error(r.errMsg), r); return r })
    if (o.success || o.fail || o.complete) { p.catch(() => {}); return undefined }
    return p
  }
  const store = new Map(Object.entries(host.opts.storage ?? {}))
  const win = () => ({ pixelRatio: devicePixelRatio, screenWidth: innerWidth, screenHeight: innerHeight, windowWidth: innerWidth, windowHeight: innerHeight - 44, statusBarHeight: 20, safeArea: { left: 0, right: innerWidth, top: 20, bottom: innerHeight, width: innerWidth, height: innerHeight - 20 }, screenTop: 64 })
  const device = { abi: '', benchmarkLevel: 1, brand: 'devtools', model: 'iPhone 12/13 (Pro)', system: 'iOS 16.0', platform: 'devtools', cpuType: '', memorySize: '2048' }
  const base = { SDKVersion: '3.8.7', enableDebug: false, host: { appId: '', env: 'WeChat' }, language: 'zh_CN', version: '8.0.5', theme: 'light', fontSizeSetting: 16, fontSizeScaleFactor: 1 }
  const bytes = (b64) => Uint8Array.from(atob(b64), (c) => c.charCodeAt(0)).buffer
  const send = host.opts.request ?? (async ({ url, method, header, body, responseType, timeout }) => {
    const ac = new AbortController(), t = setTimeout(() => ac.abort(), timeout)
    try {
      const r = await fetch(url, { method, headers: header, body, signal: ac.signal })
      const h = {}; r.headers.forEach((v, k) => { h[k] = v })
      return { statusCode: r.status, header: h, data: responseType === 'arraybuffer' ? await r.arrayBuffer() : await r.text() }
    } catch (e) { throw new Error(ac.signal.aborted ? 'timeout' : 'request:fail') } finally { clearTimeout(t) }
  })
  const wx = {
    request(o) {
      let aborted = false
      const method = (o.method ?? 'GET').toUpperCase()
      const header = Object.fromEntries(Object.entries(o.header ?? {}).map(([k, v]) => [k.toLowerCase(), String(v)]))
      delete header.referer
      let url = o.url, body
      const ct = (header['content-type'] ??= 'application/json')
      const q = (d) => Object.entries(d).map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(typeof v === 'object' && v !== null ? JSON.stringify(v) : v)}`).join('&')
      if (o.data !== undefined && o.data !== null) {
        if (method === 'GET' || method === 'HEAD') { if (typeof o.data === 'object' && Object.keys(o.data).length) url += (url.includes('?') ? '&' : '?') + q(o.data) }
        else body = typeof o.data === 'string' || o.data instanceof ArrayBuffer ? o.data : ct.includes('x-www-form-urlencoded') ? q(o.data) : JSON.stringify(o.data)
      }
      const legal = host.opts.legalOrigins
      const call = api('request', async () => {
        if (legal && !legal.includes(new URL(url).origin)) throw new Error('url not in domain list')
        const r = await send({ url, method, header, body, responseType: o.responseType, timeout: o.timeout ?? 60000 })
        if (aborted) throw new Error('abort')
        let data = r.data
        if (typeof data === 'string' && (o.dataType ?? 'json') === 'json') { try { data = JSON.parse(data) } catch { /* stays text, as in WeChat */ } }
        return { data, statusCode: r.statusCode, header: r.header, cookies: [] }
      })
      const p = call(o)
      const task = { abort() { aborted = true }, onHeadersReceived() {}, offHeadersReceived() {}, onChunkReceived() {}, offChunkReceived() {} }
      p?.catch?.(() => {})
      return task
    },
    uploadFile: (o) => { const task = { abort() {}, onProgressUpdate() {}, offProgressUpdate() {}, onHeadersReceived() {}, offHeadersReceived() {} }; api('uploadFile', async () => { const fd = new FormData(); for (const [k, v] of Object.entries(o.formData ?? {})) fd.append(k, v); const f = host.files?.get(o.filePath); if (!f) throw new Error(`file not found: ${o.filePath}`); fd.append(o.name, f, f.name ?? 'file'); const h = { ...o.header }; for (const k of Object.keys(h)) if (/^content-type$/i.test(k)) delete h[k]; const r = await fetch(o.url, { method: 'POST', headers: h, body: fd }); return { statusCode: r.status, data: await r.text() } })(o)?.catch?.(() => {}); return task },
    downloadFile: (o) => { api('downloadFile', async () => { const r = await fetch(o.url, { headers: o.header }); const b = await r.blob(); return { statusCode: r.status, tempFilePath: host.addFile(b) } })(o)?.catch?.(() => {}); return { abort() {}, onProgressUpdate() {}, offProgressUpdate() {} } },
    connectSocket: (o) => { const ws = new WebSocket(o.url, o.protocols ?? []); ws.binaryType = 'arraybuffer'; const ev = (n, m) => (f) => ws.addEventListener(n, (e) => f(m(e))); const t = { readyState: 0, onOpen: ev('open', () => ({ header: {} })), onClose: ev('close', (e) => ({ code: e.code, reason: e.reason })), onMessage: ev('message', (e) => ({ data: e.data })), onError: ev('error', () => ({ errMsg: 'connectSocket:fail' })), send: api('sendSocketMessage', ({ data }) => ws.send(data)), close: api('closeSocket', ({ code, reason } = {}) => ws.close(code ?? 1000, reason)) }; Object.defineProperty(t, 'readyState', { get: () => ws.readyState }); return t },
    // storage
    getStorageSync: (k) => { const v = store.get(k); return v === undefined ? '' : JSON.parse(v) },
    setStorageSync: (k, v) => { const s = JSON.stringify(v ?? null); if (s.length > 1024 * 1024) throw new Error('setStorageSync:fail entry size limit reached'); store.set(k, s) },
    removeStorageSync: (k) => { store.delete(k) },
    clearStorageSync: () => store.clear(),
    getStorageInfoSync: () => ({ keys: [...store.keys()], currentSize: Math.ceil([...store.values()].reduce((n, v) => n + v.length, 0) / 1024), limitSize: 10240 }),
    getStorage: api('getStorage', ({ key }) => { if (!store.has(key)) throw new Error('data not found'); return { data: wx.getStorageSync(key) } }),
    setStorage: api('setStorage', ({ key, data }) => wx.setStorageSync(key, data)),
    removeStorage: api('removeStorage', ({ key }) => wx.removeStorageSync(key)),
    clearStorage: api('clearStorage', () => store.clear()),
    getStorageInfo: api('getStorageInfo', () => wx.getStorageInfoSync()),
    // ui
    showToast: api('showToast', (o) => host.ui.toast(o)),
    hideToast: api('hideToast', () => host.ui.hideToast()),
    showLoading: api('showLoading', (o) => host.ui.toast({ ...o, loading: true, icon: 'loading' })),
    hideLoading: api('hideLoading', () => host.ui.hideToast()),
    showModal: api('showModal', (o) => host.ui.modal(o)),
    showActionSheet: api('showActionSheet', async (o) => { const i = await host.ui.sheet(o); if (i === null) throw new Error('cancel'); return { tapIndex: i } }),
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) => host.ui.setTitleOf(host.currentPage(), title)),
    setNavigationBarColor: api('setNavigationBarColor', ({ backgroundColor }) => { host.ui.nav.style.background = backgroundColor }),
    showNavigationBarLoading: api('showNavigationBarLoading', () => {}), hideNavigationBarLoading: api('hideNavigationBarLoading', () => {}), hideHomeButton: api('hideHomeButton', () => {}),
    setBackgroundColor: api('setBackgroundColor', () => {}), setBackgroundTextStyle: api('setBackgroundTextStyle', () => {}),
    startPullDownRefresh: api('startPullDownRefresh', () => { host.pullDownRefresh() }),
    stopPullDownRefresh: api('stopPullDownRefresh', () => { host.refreshStops = (host.refreshStops ?? 0) + 1 }),
    pageScrollTo: api('pageScrollTo', ({ scrollTop, selector }) => { const el = host.currentPage().holder.el; if (selector) el.querySelector(selector)?.scrollIntoView(); else el.scrollTop = scrollTop }),
    showTabBar: api('showTabBar', () => { host.ui.tabs.hidden = false }), hideTabBar: api('hideTabBar', () => { host.ui.tabs.hidden = true }),
    setTabBarBadge: api('setTabBarBadge', ({ index, text }) => host.ui.tabs.children[index]?.setAttribute('data-badge', text)), removeTabBarBadge: api('removeTabBarBadge', ({ index }) => host.ui.tabs.children[index]?.removeAttribute('data-badge')),
    showTabBarRedDot: api('showTabBarRedDot', () => {}), hideTabBarRedDot: api('hideTabBarRedDot', () => {}), setTabBarItem: api('setTabBarItem', () => {}), setTabBarStyle: api('setTabBarStyle', () => {}),
    nextTick: (f) => setTimeout(f, 0),
    // routes
    ...Object.fromEntries(['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'].map((n) => [n, api(n, ({ url, events }) => { host.nav[n](url); return n === 'navigateTo' ? { eventChannel: { emit() {}, on() {}, once() {}, off() {} } } : {} })])),
    navigateBack: api('navigateBack', ({ delta } = {}) => host.nav.navigateBack(delta)),
    // environment
    getSystemInfoSync: () => ({ ...device, ...base, ...win(), albumAuthorized: true }),
    getSystemInfo: api('getSystemInfo', () => wx.getSystemInfoSync()), getSystemInfoAsync: api('getSystemInfoAsync', () => wx.getSystemInfoSync()),
    getWindowInfo: win, getDeviceInfo: () => ({ ...device }), getAppBaseInfo: () => ({ ...base }), getSystemSetting: () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }), getAppAuthorizeSetting: () => ({}),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 24, right: innerWidth - 7, bottom: 56, left: innerWidth - 94 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: host.opts.appId ?? 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => ({ ...host.launchOptions }), getEnterOptionsSync: () => ({ ...host.launchOptions }),
    canIUse: (s) => s.split('.')[0] in wx || true,
    env: { USER_DATA_PATH: 'http://usr' },
    getUpdateManager: () => ({ applyUpdate() {}, onCheckForUpdate(f) { f({ hasUpdate: false }) }, onUpdateReady() {}, onUpdateFailed() {} }),
    getNetworkType: api('getNetworkType', () => ({ networkType: host.network ?? 'wifi', isConnected: host.network !== 'none' })),
    login: api('login', async () => { const c = (await host.opts.login?.()) ?? 'code-1'; if (c instanceof Error) throw c; return { code: c } }), checkSession: api('checkSession', () => {}),
    getUserProfile: api('getUserProfile', () => ({ userInfo: { nickName: '微信用户', avatarUrl: '', gender: 0 } })), getUserInfo: api('getUserInfo', () => ({ userInfo: { nickName: '微信用户', avatarUrl: '' } })),
    getSetting: api('getSetting', () => ({ authSetting: {} })), authorize: api('authorize', () => {}), openSetting: api('openSetting', () => ({ authSetting: {} })),
    requestSubscribeMessage: api('requestSubscribeMessage', ({ tmplIds }) => Object.fromEntries(tmplIds.map((t) => [t, host.opts.subscribe ?? 'accept']))),
    setClipboardData: api('setClipboardData', ({ data }) => { host.clipboard = data; host.ui.toast({ title: '内容已复制' }) }), getClipboardData: api('getClipboardData', () => ({ data: host.clipboard ?? '' })),
    makePhoneCall: api('makePhoneCall', ({ phoneNumber }) => { host.dialled = phoneNumber }), vibrateShort: api('vibrateShort', () => {}), vibrateLong: api('vibrateLong', () => {}),
    previewImage: api('previewImage', (o) => { host.previewed = o }), hideKeyboard: api('hideKeyboard', () => document.activeElement?.blur?.()),
    chooseImage: api('chooseImage', () => host.pick('chooseImage')), chooseMedia: api('chooseMedia', () => host.pick('chooseMedia')), chooseMessageFile: api('chooseMessageFile', () => host.pick('chooseMessageFile')),
    getLocation: api('getLocation', () => host.pick('getLocation')), chooseLocation: api('chooseLocation', () => host.pick('chooseLocation')), scanCode: api('scanCode', () => host.pick('scanCode')),
    showShareMenu: api('showShareMenu', () => {}), hideShareMenu: api('hideShareMenu', () => {}), updateShareMenu: api('updateShareMenu', () => {}),
    base64ToArrayBuffer: bytes, arrayBufferToBase64: (b) => btoa(String.fromCharCode(...new Uint8Array(b))),
    createSelectorQuery: () => host.currentPage().caller.createSelectorQuery(),
    createIntersectionObserver: (c, o) => (c ?? host.currentPage().caller).createIntersectionObserver(o),
    reportEvent() {}, reportAnalytics() {}, setInnerAudioOption: api('setInnerAudioOption', () => {}), getLogManager: () => ({ log() {}, info() {}, warn() {}, debug() {} }), getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, setFilterMsg() {}, addFilterMsg() {} }),
    setKeepScreenOn: api('setKeepScreenOn', () => {}), setEnableDebug: api('setEnableDebug', () => {}), getFileSystemManager: () => ({}), exitMiniProgram: api('exitMiniProgram', () => host.hide()), loadFontFace: api('loadFontFace', () => ({ status: 'loaded' })),
  }
  for (const n of ['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'AudioInterruptionBegin', 'AudioInterruptionEnd', 'NetworkStatusChange', 'WindowResize', 'KeyboardHeightChange', 'MemoryWarning', 'UserCaptureScreen', 'NeedPrivacyAuthorization', 'LazyLoadError']) { wx[`on${n}`] = on(n); wx[`off${n}`] = off(n) }
  host.files = new Map()
  host.addFile = (blob) => { const p = `http://tmp/${host.files.size + 1}`; host.files.set(p, blob); return p }
  host.pick = (name) => { const v = host.opts.picks?.[name]; if (v === undefined) throw new Error('cancel'); return typeof v === 'function' ? v(host) : v }
  Object.defineProperty(wx, '__listeners', { value: L, enumerable: false })
  return wx
}
