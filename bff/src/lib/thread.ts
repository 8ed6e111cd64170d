import { Worker } from 'node:worker_threads'

/**
 * Runs a module in a thread of its own with `input` as its workerData, and returns the one message it posts: long sums
 * never hold up a request. A thread that fails or says nothing rejects.
 */
export const inThread = <T>(module: URL, input: unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: 1024 } })
    worker.once('message', (result: T) => {
      resolve(result)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`thread ended with ${code}`)))
  })
