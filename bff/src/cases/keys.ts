import { createHmac } from 'node:crypto'

/** Keyed hashes by which a person's cases are found; neither number nor phone can be read back from them. */
export const keysOf = (secret: Buffer, tenantId: string) => {
  const hash = (kind: string, value: string) =>
    createHmac('sha256', secret).update(`case-${kind}/${tenantId}/${value}`).digest('base64url')
  return {
    idKey: (idNumber: string) => hash('id', idNumber),
    phoneKey: (phone: string) => hash('phone', phone)
  }
}
