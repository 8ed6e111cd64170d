import { createHmac } from 'node:crypto'
import { DOCUMENT_KINDS, type DocumentKind } from 'shared/rules/identity.ts'

/** Keyed hashes by which a person's cases are found; neither number nor phone can be read back from them. */
export const keysOf = (secret: Buffer, tenantId: string) => {
  const hash = (kind: string, value: string) =>
    createHmac('sha256', secret).update(`case-${kind}/${tenantId}/${value}`).digest('base64url')
  return {
    // Eight figures may be a permit and a passport of two people.
    idKey: (document: DocumentKind, idNumber: string) =>
      hash('id', document === 'idCard' ? idNumber : `${document}/${idNumber}`),
    /** What a number may be kept under, for whoever searches by it. */
    idKeys(idNumber: string): string[] {
      return DOCUMENT_KINDS.map((document) => this.idKey(document, idNumber))
    },
    phoneKey: (phone: string) => hash('phone', phone)
  }
}
