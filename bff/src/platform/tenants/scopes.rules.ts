/** The county itself has no township's id; what is kept for all of it stands under this one. */
const WHOLE_COUNTY = '00000000-0000-0000-0000-000000000000'

/** Under which id lists and bulletins of a township, or of the whole county, are kept. */
export const scopeIdOf = (townshipId: string | null): string => townshipId ?? WHOLE_COUNTY
