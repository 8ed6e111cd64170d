import PQueue from 'p-queue'
import { Tinypool } from 'tinypool'
import { AppError } from './errors.ts'

/**
 * Kinds of heavy work, each with processes of its own: no kind takes another's place. None outlives the
 * request that waits.
 */
const KINDS = {
  document: { processes: 1, waiting: 32, ms: 10_000, megabytes: 256 },
  picture: { processes: 2, waiting: 12, ms: 11_000, megabytes: 128 },
  book: { processes: 1, waiting: 4, ms: 11_000, megabytes: 512 },
  posters: { processes: 1, waiting: 4, ms: 280_000, megabytes: 512 },
  sum: { processes: 1, waiting: 100, ms: 180_000, megabytes: 1024 }
} as const
export type Kind = keyof typeof KINDS

const IDLE_MS = 20_000
/** What a child sees of our environment: it opens files of strangers and needs none of our keys. */
const SEEN = ['PATH', 'HOME', 'TZ', 'LANG', 'TMPDIR', 'NODE_COMPILE_CACHE'] as const
const CHILD = new URL('./child.ts', import.meta.url).href

// The queue is ours: the pool's own stands still when a process dies that others wait for.
type Children = Readonly<{ pool: Tinypool; queue: PQueue }>
const children = new Map<Kind, Children>()

function childrenOf(kind: Kind): Children {
  const running = children.get(kind)
  if (running) return running
  const { processes, megabytes } = KINDS[kind]
  const pool = new Tinypool({
    runtime: 'child_process',
    minThreads: 0,
    maxThreads: processes,
    idleTimeout: IDLE_MS, // a quiet service is one process
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=16', '--import', CHILD],
    env: Object.fromEntries(SEEN.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  })
  // A child that died while it had nothing to do is made anew with the next work.
  pool.on('error', () => undefined)
  const started = { pool, queue: new PQueue({ concurrency: processes }) }
  children.set(kind, started)
  return started
}

/**
 * The work itself was too much: its process died of it. Where our own documents are drawn, that is told as
 * “busy”.
 */
export class TooMuch extends Error {
  readonly statusCode = 503
}

const reasonOf = (error: unknown): Error => {
  const { name, message } = error as Partial<Error>
  // Most of its time it may have waited for others.
  if (name === 'AbortError' || name === 'TimeoutError') return new AppError('busy')
  if (message === 'Worker exited unexpectedly') return new TooMuch(message)
  return error instanceof Error ? error : Object.assign(new Error(message), error)
}

/**
 * Runs `run` of a module in a process of its own, within the bounds of its kind: heavy work never holds up a
 * request, and what kills it kills nothing else (a thread that runs out of memory may take the whole process
 * with it). Throws `busy` when too many wait or it took too long, TooMuch when its process died.
 */
export async function inChild<T>(
  kind: Kind,
  module: URL,
  input: unknown,
  ms: number = KINDS[kind].ms
): Promise<T> {
  const { pool, queue } = childrenOf(kind)
  if (queue.size >= KINDS[kind].waiting) throw new AppError('busy')
  const signal = AbortSignal.timeout(ms)
  try {
    return await queue.add(() => pool.run(input, { filename: module.href, name: 'run', signal }), { signal })
  } catch (error) {
    throw reasonOf(error)
  }
}

/** Ends all children, for the end of the service. */
export async function endChildren(): Promise<void> {
  const ending = [...children.values()]
  children.clear()
  for (const { queue } of ending) {
    queue.pause()
    queue.clear()
  }
  await Promise.all(ending.map(({ pool }) => pool.destroy()))
}
