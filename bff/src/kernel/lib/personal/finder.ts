/** What in a text tells who somebody is. */
export type PersonalKind =
  | 'idNumber'
  | 'bankCard'
  | 'phone'
  | 'plate'
  | 'mail'
  | 'wechat'
  | 'address'
  | 'name'
  | 'other'

export type Finder = readonly [
  kind: PersonalKind,
  pattern: RegExp,
  /** Is what was found, or its beginning, the thing itself? */
  holds?: (text: string) => boolean
]
