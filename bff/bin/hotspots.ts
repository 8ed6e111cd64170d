import { readFileSync } from 'node:fs'
import type { Message } from '../src/assistant/reporting/hotspots/clusters.rules.ts'
import { findHotspots } from '../src/assistant/reporting/hotspots/report.rules.ts'

// pnpm -s hotspots FILE.jsonl: rows {id, subject, detail, time} in, groups about the same matter out, largest
// first.
const file = process.argv[2]
if (!file) {
  console.error('pnpm -s hotspots FILE.jsonl   rows: {"id", "subject", "detail", "time"}')
  process.exit(2)
}
type Row = { id: unknown; subject?: string | null; detail?: string | null; time?: string | null }
const text = (value: unknown) => String(value ?? '')
/** `2019/8/1 0:27:00` as it is often exported, or any ISO time. */
const timeOf = (value: unknown): string => {
  const at = new Date(
    text(value)
      .replace(/\//g, '-')
      .replace(/^(\d{4})-(\d)-/, '$1-0$2-')
      .replace(/-(\d)(\D|$)/, '-0$1$2')
  )
  return Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString()
}
const messages: Message[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as Row)
  .map(({ id, subject, detail, time }) => ({
    id: text(id),
    subject: text(subject),
    detail: text(detail),
    time: timeOf(time)
  }))
const last = messages.reduce((latest, { time }) => (time > latest ? time : latest), '')
console.log(JSON.stringify(findHotspots(messages, new Date(last || 0), 30), null, 1))
