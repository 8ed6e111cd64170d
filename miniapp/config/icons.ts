import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ART, ICONS } from '../src/lib/icons.ts'

type Set = { icons: Record<string, { body: string }>; aliases: Record<string, { parent: string }> }
const { icons, aliases } = require('@iconify-json/lucide/icons.json') as Set

/** A drawing as an address that stands in a style sheet: the mini-program loads no picture from there. */
const address = (svg: string): string =>
  `url("data:image/svg+xml,${svg.replace(/[<>#%]/g, encodeURIComponent)}")`

/** One icon; its colour comes from whoever uses it as a mask. */
function icon(name: string): string {
  const found = icons[name] ?? icons[aliases[name]?.parent ?? '']
  if (!found) throw new Error(`Lucide has no icon ${name}`)
  const body = found.body.replace(/"/g, "'").replace(/currentColor/g, '#000')
  return address(`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>${body}</svg>`)
}
const drawing = (name: string): string =>
  address(readFileSync(resolve(__dirname, `../src/assets/art/${name}.svg`), 'utf8').trim())

const map = (name: string, pictures: readonly (readonly [string, string])[]): string =>
  `$${name}: (${pictures.map(([ours, picture]) => `"${ours}": ${picture}`).join(',')});\n`

/** `$icons` and `$art` for Sass: our names to pictures. */
export const pictures = (): string =>
  map(
    'icons',
    Object.entries(ICONS).map(([ours, theirs]) => [ours, icon(theirs)])
  ) +
  map(
    'art',
    ART.map((name) => [name, drawing(name)])
  )
