/**
 * Words typed on one page and wanted on the next: in memory, for what somebody asks is not for an address.
 */
let words = ''

export function carry(typed: string): void {
  words = typed
}

/** The words carried here, once. */
export function takeCarried(): string {
  const taken = words
  words = ''
  return taken
}
