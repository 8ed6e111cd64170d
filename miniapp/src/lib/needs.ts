/** Stops before anything is sent when a text says too little, in the form's own words. */
export function needs(words: string, text: string, least: number): void {
  if (text.trim().length < least) throw { code: 'invalid_input', message: `${words}至少写${least}个字` }
}

/** The whole number somebody typed; stops before anything is sent when it is none. */
export function wholeNumber(words: string, text: string): number {
  if (!/^\d{1,4}$/.test(text.trim())) throw { code: 'invalid_input', message: `${words}要填整数` }
  return Number(text)
}
