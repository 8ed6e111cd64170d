// The mini-program has no AbortController; the query client makes one per request and nobody listens to it.
const scope = globalThis as { AbortController?: unknown }
if (typeof scope.AbortController === 'undefined')
  scope.AbortController = class {
    signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
    abort() {
      this.signal.aborted = true
    }
  }
