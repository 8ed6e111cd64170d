import { isDeepStrictEqual } from 'node:util'
import { beijingYear } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { newCode } from '../../kernel/lib/printed-codes.rules.ts'
import { prepared } from '../../kernel/lib/statement.ts'
import type { CaseRecord } from './cases.repo.ts'
import type { CaseRow, DutyRow } from './cases.table.ts'
import { nextDuty } from './duties.rules.ts'
import type { CaseOutcome } from './outcome.types.ts'
import type { CaseState } from './state.types.ts'
import { type CaseValues, savingOf } from './statement.repo.ts'
import { labelOf } from './timers.rules.ts'

/** Who did it and under which id the event is kept. */
export type CaseDoer = Readonly<{ accountId: string | null; who: string; eventId: string }>
/** A case as a step left it, with the event and the papers the step added. */
export type SavedCase = Readonly<{
  kase: CaseRow
  event: CaseRecord['timeline'][number]
  documents: CaseRecord['documents']
}>
type Saved = { done: boolean; filed: boolean; no: string | null; documents: CaseRecord['documents'] }
type Tools = Readonly<{ now: Date; newId: () => string }>

export const dutyRows = (tenantId: string, caseId: string, state: CaseState): DutyRow[] =>
  state.duties.map(({ key, kind, orgId, postId, since, yellowAt, redAt, dueAt }) => ({
    tenantId,
    caseId,
    key,
    kind,
    label: labelOf(state, { key, kind }),
    orgId,
    postId,
    since: new Date(since),
    yellowAt: new Date(yellowAt),
    redAt: new Date(redAt),
    dueAt: new Date(dueAt)
  }))

/** Documents with their place in the series of their kind: `back` from the last number taken. */
const numbered = ({ documents = [] }: CaseOutcome, newId: () => string) =>
  documents.map(({ kind, data }, index) => ({
    id: newId(),
    kind,
    code: newCode(),
    data,
    back: documents.slice(index + 1).filter((other) => other.kind === kind).length
  }))

/** What each series is raised by: one for the application number, one for each paper of a kind. */
function raised({ numbered: no, documents = [] }: CaseOutcome, before: CaseRow) {
  const names = [...(no && before.no === null ? ['application'] : []), ...documents.map(({ kind }) => kind)]
  return [...new Set(names)].map((name) => ({ name, count: names.filter((one) => one === name).length }))
}

const messagesOf = ({ messages = [] }: CaseOutcome) =>
  messages.map(({ target, template, text }, ord) => ({
    ...target,
    ord,
    template,
    text,
    // Who applied across the counter has no account: the hall's clerks ring up.
    callText: `申请人没有用手机，请打电话告诉他：${text}`,
    quiet: target.to !== 'applicant' && template === 'task'
  }))

/** Pictures that were in a paper nobody had judged, and are in none any more. */
function droppedFrom(before: CaseState, after: CaseState): string[] {
  const left = new Set(after.papers.flatMap(({ fileIds }) => fileIds))
  return before.papers
    .filter(({ verdict, reopened }) => verdict === 'none' && reopened === null)
    .flatMap(({ fileIds }) => fileIds.filter((id) => !left.has(id)))
}

/** Papers found wrong just now, by name. */
const refusedIn = (before: CaseState, { papers }: CaseState): string[] =>
  papers
    .filter(
      ({ index, verdict }) =>
        verdict === 'fix' && before.papers.find((one) => one.index === index)?.verdict !== 'fix'
    )
    .map(({ name }) => name)

/** What the statement is handed: everything one outcome writes, as one document. */
export function writtenOf(
  before: CaseRow,
  outcome: CaseOutcome,
  doer: CaseDoer,
  files: readonly string[],
  { now, newId }: Tools
) {
  const { status, state, row = {}, event, signed } = outcome
  const after = { ...before, ...row, status, state, version: before.version + 1 }
  const next = nextDuty(state)
  const written = {
    version: before.version,
    status,
    state,
    at: now,
    year: beijingYear(now),
    departments: after.departments,
    submittedAt: after.submittedAt,
    acceptedAt: after.acceptedAt,
    decidedAt: after.decidedAt,
    closedAt: after.closedAt,
    lateSince: after.lateSince,
    usedDays: after.usedDays,
    savedDays: after.savedDays,
    savedVisits: after.savedVisits,
    ...doer,
    auditId: newId(),
    signatureId: newId(),
    action: event.action,
    words: event.words,
    note: event.note ?? null,
    internal: event.internal ?? false,
    eventFiles: event.fileIds ?? [],
    files: [...new Set(files)],
    dropped: droppedFrom(before.state, state),
    unheld: refusedIn(before.state, state),
    series: raised(outcome, before),
    documents: numbered(outcome, newId),
    messages: messagesOf(outcome),
    duties: state.duties
      .filter((duty) => !before.state.duties.some((known) => isDeepStrictEqual(known, duty)))
      .map((duty) => ({ ...duty, label: labelOf(state, duty) })),
    ended: before.state.duties
      .map(({ key }) => key)
      .filter((key) => !state.duties.some((duty) => duty.key === key)),
    step: next?.kind ?? null,
    nextAt: next?.nextAt ?? null,
    purpose: signed?.purpose ?? null,
    strokes: signed?.strokes ?? null,
    held: (outcome.held ?? []).map((held) => ({ ...held, id: newId() })),
    detail: { from: before.status, to: status, version: after.version }
  }
  return { after, written }
}

/**
 * Stores an outcome whole as one prepared statement: row, number, event, duties, timer, papers, signature,
 * files, messages and audit stand or fall together, on the version the decision was made from. `files`: the
 * doer's own uploads that it takes up. Returns the row as it stands now and what was added to its record.
 */
export async function saveCase(
  db: Db,
  before: CaseRow,
  outcome: CaseOutcome,
  doer: CaseDoer,
  files: readonly string[],
  tools: Tools
): Promise<SavedCase> {
  const { after, written } = writtenOf(before, outcome, doer, files, tools)
  const save = prepared<Saved, CaseValues>(db, savingOf(written))
  const values = { tenantId: before.tenantId, caseId: before.id, written: JSON.stringify(written) }
  const [saved] = await save(values)
  if (!saved!.filed) throw new AppError('photos_gone')
  if (!saved!.done) throw new AppError('case_moved_on')
  const { eventId: id, at, action, who, words, note, internal } = written
  const event = { id, at: at.toISOString(), action, who, words, note, internal }
  return { kase: { ...after, no: saved!.no }, event, documents: saved!.documents }
}
