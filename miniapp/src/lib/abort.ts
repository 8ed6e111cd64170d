/**
 * The mini-program has no AbortController; the query client makes one per request and nobody listens to it.
 */
export class AbortController {
  signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
  abort() {
    this.signal.aborted = true
  }
}
