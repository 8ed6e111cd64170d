/** Stops before anything is sent when a text says too little, in the form's own words. */
export function needs(words: string, text: string, least: number): void {
  if (text.trim().length < least) throw { code: 'invalid_input', message: `${words}至少写${least}个字` }
}
