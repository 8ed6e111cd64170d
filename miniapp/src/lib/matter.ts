import type { Matter } from 'shared/mine.ts'
import { go } from './go.ts'

/** Opens a matter where it is told whole, whatever it is. */
export function openMatter({ kind, id }: Pick<Matter, 'kind' | 'id'>): void {
  if (kind === 'question') go('questions/detail', { id })
  else if (kind === 'case') go('cases/one', { id })
  else go('booking/one', { id })
}
