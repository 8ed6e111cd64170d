import type { Data } from '../types.ts'

type Options = Data & {
  success?: (result: Data) => void
  fail?: (result: Data) => void
  complete?: (result: Data) => void
}

/** An asynchronous wx function: calls back when it was given a callback, else returns a promise. */
export const api =
  (name: string, work: (options: never) => unknown) =>
  (options: Options = {}): Promise<Data> | undefined => {
    const { success, fail, complete } = options
    const done = (result: Data, heard?: (result: Data) => void) => {
      heard?.(result)
      complete?.(result)
      return result
    }
    const calls = Boolean(success || fail || complete)
    const outcome = (async () => work(options as never))().then(
      (result) => done({ ...(result as Data | undefined), errMsg: `${name}:ok` }, success),
      (error: Error) => {
        const failure = done({ errMsg: `${name}:fail ${error.message}` }, fail)
        if (!calls) throw Object.assign(new Error(String(failure.errMsg)), failure)
        return failure
      }
    )
    return calls ? void outcome : outcome
  }
