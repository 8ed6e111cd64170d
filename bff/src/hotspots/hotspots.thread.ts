import { parentPort, workerData } from 'node:worker_threads'
import type { Message } from './clusters.rules.ts'
import { findHotspots } from './report.rules.ts'

const { messages, until, days } = workerData as { messages: Message[]; until: string; days: number }
parentPort?.postMessage(findHotspots(messages, new Date(until), days))
