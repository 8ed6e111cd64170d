import type { Message } from './clusters.rules.ts'
import { findHotspots, type Hotspot } from './report.rules.ts'

type Input = Readonly<{ messages: Message[]; until: string; days: number }>

/** Groups messages by what they are about. */
export const run = ({ messages, until, days }: Input): Hotspot[] =>
  findHotspots(messages, new Date(until), days)
