import type { ApiError } from './api.ts'

/**
 * For a key that the server knows with other content: the first sending arrived, only its answer was lost,
 * and something was changed since. The next tap is a new one; `words` say what became of the first. Throws in
 * any case.
 */
export const onReused =
  (renew: () => void, words: (no: string) => string) =>
  (error: ApiError): never => {
    if (error.code !== 'key_reused') throw error
    renew()
    throw { ...error, message: words(error.detail ? `（编号${error.detail}）` : '') }
  }
