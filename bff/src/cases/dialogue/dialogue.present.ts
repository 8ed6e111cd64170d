import type { DialogueMessage, ReadMark } from 'shared/dialogue.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { filesById } from '../../platform/files/files.repo.ts'
import { attachment, fileLinks } from '../../platform/files/links.present.ts'
import type { DialogueRow, ReadRow } from './dialogue.table.ts'

type Tools = Pick<Deps, 'db' | 'signer' | 'now' | 'publicUrl'>

/** Messages and read marks as one reader sees them. */
export function dialoguePresenter({ db, ...tools }: Tools) {
  const linkTo = fileLinks(tools)
  return async (
    tenantId: string,
    accountId: string,
    rows: readonly DialogueRow[],
    reads: readonly ReadRow[]
  ): Promise<{ items: DialogueMessage[]; reads: ReadMark[] }> => {
    const ids = rows.flatMap(({ fileIds }) => fileIds)
    const found = ids.length ? await filesById(db, tenantId, ids) : []
    return {
      items: rows.map(({ seq, id, at, unit, who, kind, text, phone, authorId, fileIds }) => ({
        seq,
        id,
        at: at.toISOString(),
        unit,
        who,
        kind,
        text,
        phone,
        mine: authorId === accountId,
        files: fileIds
          .flatMap((file) => found.find((one) => one.id === file) ?? [])
          .map((file) => attachment(linkTo, tenantId, file))
      })),
      reads: reads.map(({ unit, who, seq, accountId: reader }) => ({
        unit,
        who,
        seq,
        mine: reader === accountId
      }))
    }
  }
}
