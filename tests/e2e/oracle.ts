import { createRequire } from 'node:module'

type Node = string | { tag: string; id?: string; cls?: string; kids: Node[] }
type WccNode = string | number | { tag: string; attr?: { id?: string; class?: string }; children?: WccNode[] }
type Generate = (page: string) => (data: object, global: object, env: object) => WccNode

const { wxmlToJs } = createRequire(import.meta.url)('miniprogram-compiler') as {
  wxmlToJs: (dist: string) => string
}

/** WeChat's own template compiler on the whole bundle: throws at the first template it refuses. */
export const compileWithWcc = (dist: string): Generate =>
  new Function('window', 'global', wxmlToJs(dist))({}, {}) as Generate

function flat(node: WccNode): Node[] {
  if (typeof node === 'string' || typeof node === 'number') return node === '' ? [] : [String(node)]
  const kids = (node.children ?? []).flatMap(flat)
  if (node.tag === 'virtual') return kids
  return [{ tag: node.tag, id: node.attr?.id ?? '', cls: (node.attr?.class ?? '').trim(), kids }]
}
const show = (node: Node): string =>
  typeof node === 'string'
    ? JSON.stringify(node)
    : `<${node.tag.replace(/^wx-/, '')}.${node.cls}>${node.kids.map(show).join('')}</>`

/** The tree wcc makes of a page's data, as text. */
export function wccTree(generate: Generate, route: string, data: object): string {
  const root = flat(generate(`${route}.wxml`)(data, {}, {}))
  const [only] = root
  return (root.length === 1 && typeof only === 'object' && only.tag === 'wx-page' ? only.kids : root)
    .map(show)
    .join('')
}

/** The same of what the host shows; runs inside the page. */
export const readHost = `(() => {
  const walk = (n) => n.childNodes.flatMap((c) => c.asTextNode?.() ? (c.textContent === '' ? [] : [c.textContent]) : c.asVirtualNode?.() ? walk(c)
    : [{ tag: 'wx-' + (c.tagName ?? c.is).replace(/^wx-/, '').replace(/^builtin\\//, ''), cls: (c.class ?? '').trim(), kids: walk(c) }])
  const page = __weapp.currentPage()
  return { data: JSON.parse(JSON.stringify(page.caller.data)), tree: walk(page.root.getComponent().shadowRoot) }
})()`
export const hostTree = (tree: Node[]): string => tree.map(show).join('')
