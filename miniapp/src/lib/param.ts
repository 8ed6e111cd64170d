/**
 * A parameter of an address as it was meant; one that does not decode is none, and the page opens without it.
 */
export function decoded(value = ''): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
