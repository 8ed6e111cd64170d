import type { CaseCommand } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import { fileLinks } from '../files/links.ts'
import type { Actor } from '../lib/actor.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { heldPaper } from '../papers/held.repo.ts'
import { caseReader, recordReader } from './cases.repo.ts'
import type { CaseRow } from './cases.table.ts'
import { decide } from './decide.rules.ts'
import { itemReader } from './item.repo.ts'
import { canRead, holds } from './moves.rules.ts'
import type { CaseDeciding } from './outcome.ts'
import { countyReader, postForIn, postsOf } from './people.repo.ts'
import { presentCase } from './present.ts'
import { saveCase } from './save.repo.ts'

/** What people do to cases: load → decide → save → present. */
export function createCaseActing(deps: Deps) {
  const { db, now, newId, calendarOf, sealer } = deps
  const read = caseReader(db)
  const itemOf = itemReader(db)
  const recordOf = recordReader(db)
  const countyOf = countyReader(db, now)
  const linkTo = fileLinks(deps)

  /** The case, if this person may read it; anybody else learns nothing of it. */
  async function load(
    actor: Actor,
    id: string,
    command?: CaseCommand
  ): Promise<CaseRow & { again: boolean }> {
    const row = await read(actor.tenantId, id, command?.key)
    if (!row || !canRead(row.kase, actor)) throw new AppError('not_found')
    const again = row.done?.action != null
    if (again && (row.done?.action !== command?.action || row.done?.actorId !== actor.accountId))
      throw new AppError('key_reused')
    return { ...row.kase, again }
  }

  async function deciding(kase: CaseRow): Promise<CaseDeciding> {
    const { tenantId, departmentId, hallId } = kase
    const [item, county, calendar] = await Promise.all([
      itemOf(kase),
      countyOf(tenantId),
      calendarOf(tenantId)
    ])
    const org = (id: string) => ({ id, name: county.orgs.get(id) ?? '' })
    return {
      kase,
      item,
      lead: org(departmentId),
      hall: org(hallId),
      orgs: [...county.orgs].map(([id, name]) => ({ id, name })),
      postFor: postForIn(county),
      seal: (plain) => sealer.seal(tenantId, plain),
      calendar,
      now: now()
    }
  }

  async function show(kase: CaseRow, actor: Actor): Promise<Case> {
    const { tenantId, id, state } = kase
    const fileIds = [...state.papers, ...state.stages].flatMap((part) => part.fileIds)
    const [item, county, calendar, record] = await Promise.all([
      itemOf(kase),
      countyOf(tenantId),
      calendarOf(tenantId),
      recordOf(tenantId, id, fileIds)
    ])
    const open = (sealed: string) => sealer.open(tenantId, sealed)
    const link: typeof linkTo = linkTo
    const shown = { kase, item, record, county, calendar, now: now(), open }
    return presentCase({ ...shown, linkTo: (fileId, size) => link(tenantId, fileId, size) }, actor)
  }

  /** The case as the command left it; a command carried out before leaves it as it stands. */
  async function act(actor: Actor, id: string, command: CaseCommand): Promise<CaseRow> {
    const { again, ...kase } = await load(actor, id, command)
    if (again) return kase
    const d = await deciding(kase)
    const { files, used } = await uploadsOf(kase, command)
    await named(d, used)
    const outcome = decide(used, d, actor)
    const official = actor.post && !holds.applicant(kase, actor)
    const who = official ? `${actor.post.unit} ${actor.post.name}` : '申请人'
    const doer = { accountId: actor.accountId, who, eventId: command.key }
    return saveCase(db, kase, outcome, doer, files, { now: d.now, newId })
  }

  /** Departments a command names are this county's own, a colleague is of the very department that does the stage. */
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
  async function uploadsOf(kase: CaseRow, command: CaseCommand) {
    if (command.action === 'givePaper' && command.heldId) {
      const held = await heldPaper(db, kase, command.index, command.heldId, now())
      return { files: [], used: { ...command, fileIds: held.fileIds } }
    }
    return { files: 'fileIds' in command ? command.fileIds : [], used: command }
  }

  return {
    show: async (actor: Actor, id: string) => show(await load(actor, id), actor),
    load: (actor: Actor, id: string): Promise<CaseRow> => load(actor, id),
    act,
    /** A command that lost a race is looked at once more: if it was its own second tap, the first one's result is the answer. */
    actOnce: async (actor: Actor, id: string, command: CaseCommand): Promise<Case> => {
      const done = await act(actor, id, command).catch(async (error: unknown) => {
        const lost = error instanceof AppError && error.code === 'case_moved_on'
        const now = lost ? await load(actor, id, command) : undefined
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
export type CaseActing = ReturnType<typeof createCaseActing>
