let handed = ''

/** Hands the receipt from one page to the next: in memory, never in an address or on the phone. */
export function handReceipt(receipt: string): void {
  handed = receipt
}

/** The receipt handed over, once. */
export function takeReceipt(): string {
  const receipt = handed
  handed = ''
  return receipt
}
