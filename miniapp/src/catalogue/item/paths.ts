type Tree = Readonly<Record<string, unknown>>

/** What stands at a path like `result.name`. */
export const at = (tree: object, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Tree | undefined)?.[key], tree)

/** The tree with a value at a path; undefined takes it away. */
export function withAt<T extends object>(tree: T, path: string, value: unknown): T {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  const inner = rest.length ? withAt(((tree as Tree)[first] ?? {}) as object, rest.join('.'), value) : value
  const { [first]: _, ...others } = tree as Tree
  return (inner === undefined ? others : { ...others, [first]: inner }) as T
}
