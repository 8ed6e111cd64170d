import type { Sealer } from '../../kernel/lib/sealed.ts'

const MARK = 'sealed:'
type Told = Readonly<{ tenantId: string; confidential: boolean; body: string; placeText: string }>

/** A reporter's words as they are kept: under the keys of identities, which open nothing else. */
export const sealText = (sealer: Sealer, tenantId: string, text: string): string =>
  text === '' ? '' : MARK + sealer.seal(tenantId, text)

export const openText = (sealer: Sealer, tenantId: string, text: string): string =>
  text.startsWith(MARK) ? sealer.open(tenantId, text.slice(MARK.length)) : text

/**
 * A matter with its words in plain, for whoever may read it; what is not sealed stays as it is. Never to be
 * saved.
 */
export const opened = <T extends Told>(sealer: Sealer, matter: T): T =>
  matter.confidential
    ? {
        ...matter,
        body: openText(sealer, matter.tenantId, matter.body),
        placeText: openText(sealer, matter.tenantId, matter.placeText)
      }
    : matter
