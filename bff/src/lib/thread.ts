import { Piscina } from 'piscina'
import { AppError } from './errors.ts'

/** Kinds of heavy work, each with threads of its own: no kind takes another's place. */
const KINDS = {
  paper: { threads: 1, waiting: 32, ms: 20_000, megabytes: 256 },
  picture: { threads: 2, waiting: 12, ms: 20_000, megabytes: 128 },
  book: { threads: 1, waiting: 4, ms: 40_000, megabytes: 512 },
  sum: { threads: 1, waiting: 100, ms: 180_000, megabytes: 1024 }
} as const
export type Kind = keyof typeof KINDS

const IDLE_MS = 30_000
const pools = new Map<Kind, Piscina>()

function poolOf(kind: Kind): Piscina {
  const { threads, waiting, megabytes } = KINDS[kind]
  const pool =
    pools.get(kind) ??
    new Piscina({
      minThreads: 0,
      maxThreads: threads,
      maxQueue: waiting,
      idleTimeout: IDLE_MS,
      niceIncrement: 10, // requests come first
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 }
    })
  pools.set(kind, pool)
  return pool
}

/** The work itself was too much: it took more memory than its kind is given. */
export class TooMuch extends Error {}

const reasonOf = (error: unknown): Error => {
  const { name, message, code } = error as { name?: string; message?: string; code?: string }
  // Most of its time it may have waited for others.
  if (name === 'AbortError') return new AppError('busy')
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || /^(Terminating|Worker)/.test(message ?? ''))
    return new TooMuch(message)
  if (/queue/i.test(message ?? '')) return new AppError('busy')
  return error as Error
}

/**
 * Runs the default function of a module in a thread, within the bounds of its kind: heavy work never holds up a request.
 * Throws `busy` when too many wait or it took too long, TooMuch when it took too much memory.
 */
export async function inThread<T>(kind: Kind, module: URL, input: unknown): Promise<T> {
  const signal = AbortSignal.timeout(KINDS[kind].ms)
  try {
    return (await poolOf(kind).run(input, { filename: module.href, signal })) as T
  } catch (error) {
    throw reasonOf(error)
  }
}
