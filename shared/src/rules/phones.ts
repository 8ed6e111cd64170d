/** A Chinese mobile number, or a fixed one with or without its area code; the source of a regular expression. */
export const PHONE = '^(1[3-9]\\d{9}|(0\\d{2,3}-?)?[2-8]\\d{6,7})$'
