/**
 * Has this kind of question a channel of its own, without a name? Only those on a list know of such a matter,
 * and nothing of it is kept on a phone.
 */
export const isSealedKind = (kind: string): boolean => kind === 'petition' || kind === 'crimeClue'
