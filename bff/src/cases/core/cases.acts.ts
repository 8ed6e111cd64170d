import type { CaseCommand } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { unprintableIn } from '../../kernel/lib/printable.ts'
import { fileLinks } from '../../platform/files/links.present.ts'
import { heldPaper } from '../papers/held.repo.ts'
import { presentCase } from './cases.present.ts'
import { type CaseRecord, caseReader, recordedReader } from './cases.repo.ts'
import type { CaseRow } from './cases.table.ts'
import { decide } from './decide.rules.ts'
import { canRead, holds } from './holds.rules.ts'
import { itemReader } from './item.repo.ts'
import { lotOf } from './lot.rules.ts'
import { allowedActions } from './moves.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import { countyReader, postForIn, postsOf } from './people.repo.ts'
import { type SavedCase, saveCase } from './save.repo.ts'

type Whole = Readonly<{ kase: CaseRow; record: CaseRecord; again: boolean }>

/** What people do to cases: load → decide → save → present. */
export function createCaseCommands(deps: Deps) {
  const { db, now, newId, calendarOf, sealer, receiptSecret } = deps
  const read = caseReader(db)
  const itemOf = itemReader(db)
  const readWhole = recordedReader(db)
  const countyOf = countyReader(db, now)
  const linkTo = fileLinks(deps)

  /** The case, if this person may read it; anybody else learns nothing of it. */
  async function load(actor: Actor, id: string): Promise<CaseRow> {
    const row = await read(actor.tenantId, id)
    if (!row || !canRead(row.kase, actor)) throw new AppError('not_found')
    return row.kase
  }

  /** The same with its record, and whether this very command was carried out on it. */
  async function loadWhole(actor: Actor, id: string, command?: CaseCommand): Promise<Whole> {
    const row = await readWhole(actor.tenantId, id, command?.key)
    if (!row || !canRead(row.kase, actor)) throw new AppError('not_found')
    const again = command !== undefined && row.done?.action != null
    if (again && (row.done?.action !== command.action || row.done?.actorId !== actor.accountId))
      throw new AppError('key_reused')
    return { ...row, again }
  }

  async function deciding(kase: CaseRow): Promise<CaseDeciding> {
    const { tenantId, departmentId, hallId } = kase
    const [item, county, calendar] = await Promise.all([
      itemOf(kase),
      countyOf(tenantId),
      calendarOf(tenantId)
    ])
    const org = (id: string) => ({ id, name: county.names.get(id) ?? '' })
    return {
      kase,
      item,
      lead: org(departmentId),
      hall: org(hallId),
      orgs: [...county.orgs].map(([id, name]) => ({ id, name })),
      lot: lotOf(receiptSecret, kase),
      postFor: postForIn(county),
      seal: (plain) => sealer.seal(tenantId, plain),
      open: (sealed) => sealer.open(tenantId, sealed),
      calendar,
      now: now()
    }
  }

  async function show({ kase, record }: Whole, actor: Actor): Promise<Case> {
    const { tenantId } = kase
    const [item, county, calendar] = await Promise.all([
      itemOf(kase),
      countyOf(tenantId),
      calendarOf(tenantId)
    ])
    const open = (sealed: string) => sealer.open(tenantId, sealed)
    const link: typeof linkTo = linkTo
    const shown = { kase, item, record, county, calendar, now: now(), open }
    const presented = presentCase({ ...shown, linkTo: (fileId, size) => link(tenantId, fileId, size) }, actor)
    const printed = presented.papers.flatMap(({ fields }) => fields?.map(({ value }) => value) ?? [])
    return { ...presented, unprintable: await unprintableIn([presented.name, ...printed].join('')) }
  }

  /** The case as the command left it; a command carried out before leaves it as it stands. */
  async function run(actor: Actor, id: string, command: CaseCommand): Promise<Whole> {
    const whole = await loadWhole(actor, id, command)
    if (whole.again) return whole
    const { kase, record } = whole
    const d = await deciding(kase)
    const { files, used } = await uploadsOf(kase, command, actor)
    await named(d, used)
    const outcome = decide(used, d, actor)
    const official = actor.post && !holds.applicant(kase, actor)
    const who = official ? `${actor.post.unit} ${actor.post.name}` : '申请人'
    const doer = { accountId: actor.accountId, who, eventId: command.key }
    const saved = await saveCase(db, kase, outcome, doer, files, { now: d.now, newId })
    // What the files are was not read with the case they were not in yet.
    if ('fileIds' in used && used.fileIds.length) return loadWhole(actor, id)
    return { kase: saved.kase, record: addedTo(record, saved), again: false }
  }

  /**
   * Departments a command names are this county's own, a colleague is of the very department that does the
   * stage.
   */
  async function named({ kase, orgs }: CaseDeciding, command: CaseCommand): Promise<void> {
    const ids = 'departmentIds' in command ? command.departmentIds : []
    if (ids.some((id) => !orgs.some((org) => org.id === id)))
      throw new AppError('invalid_input', 'departmentIds')
    if (command.action !== 'assignStage') return
    const stage = kase.state.stages.find(({ no }) => no === command.no)
    const colleagues = postsOf(await countyOf(kase.tenantId), stage?.orgId ?? '')
    if (!colleagues.some(({ id, name }) => id === command.postId && name !== null))
      throw new AppError('invalid_input', 'postId')
  }

  /** The uploads a command brings; a paper given before brings those it was given with. */
  async function uploadsOf(kase: CaseRow, command: CaseCommand, actor: Actor) {
    if (command.action === 'givePaper' && command.heldId) {
      if (!allowedActions(kase, actor).includes('givePaper')) throw new AppError('not_allowed')
      const whose = { id: command.heldId, atDesk: !holds.applicant(kase, actor) }
      const held = await heldPaper(db, kase, command.index, whose, now())
      return { files: [], used: { ...command, fileIds: held.fileIds } }
    }
    const { fileIds: known = [] } =
      ('index' in command && kase.state.papers.find(({ index }) => index === command.index)) || {}
    // What lies in the case already is the case's, whoever brought it; only what is new must be the doer's
    // own.
    const files = 'fileIds' in command ? command.fileIds.filter((id) => !known.includes(id)) : []
    return { files, used: command }
  }

  return {
    show: async (actor: Actor, id: string) => show(await loadWhole(actor, id), actor),
    load,
    run,
    /**
     * A command that lost a race is looked at once more: if it was its own second tap, the first one's result
     * is the answer.
     */
    runIdempotent: async (actor: Actor, id: string, command: CaseCommand): Promise<Case> => {
      const done = await run(actor, id, command).catch(async (error: unknown) => {
        const lost = error instanceof AppError && error.code === 'case_moved_on'
        const now = lost ? await loadWhole(actor, id, command) : undefined
        if (!now?.again) throw error
        return now
      })
      return show(done, actor)
    },
    deciding,
    countyOf,
    calendarOf
  }
}
/** The record after a step: what was read with the case, and what the step wrote. */
const addedTo = ({ timeline, documents, files }: CaseRecord, saved: SavedCase): CaseRecord => ({
  timeline: [...timeline, saved.event],
  documents: [...documents, ...saved.documents],
  files
})

export type CaseCommands = ReturnType<typeof createCaseCommands>

/** What the case slices are given: the outside world and the commands, built once. */
export type CaseDeps = Deps & Readonly<{ commands: CaseCommands }>
