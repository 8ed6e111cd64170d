import type { FormField } from 'shared/items.ts'

/** Something a field takes, told apart by its label where it is text. */
export function entryOf({ label, input, options }: FormField): string {
  if (input === 'number') return '3'
  if (input === 'date') return '2026-03-02'
  if (input === 'pastDate') return '2020-02-02'
  if (input === 'comingDate') return '2099-12-31'
  return input === 'choice' ? options![0]! : `${label}内容`
}
