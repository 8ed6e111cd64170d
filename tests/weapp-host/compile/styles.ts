import { posix } from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import type { Dist } from './files.ts'

const BUILT_IN = new Set(
  'ad,audio,button,camera,canvas,checkbox,checkbox-group,cover-image,cover-view,form,icon,image,input,label,map,navigator,picker,picker-view,picker-view-column,progress,radio,radio-group,rich-text,root-portal,scroll-view,slider,swiper,swiper-item,switch,text,textarea,video,view,web-view'.split(
    ','
  )
)
const IMPORTED = /^(?:url\()?["']?([^"')]+)["']?\)?$/

const asHostTags = selectorParser((selectors) => {
  selectors.walkTags((tag) => {
    if (tag.value === 'page' || BUILT_IN.has(tag.value)) tag.value = `wx-${tag.value}`
  })
})

function expand(dist: Dist, file: string, seen: Set<string>): postcss.Root {
  const sheet = postcss.parse(dist.text(file), { from: file })
  sheet.walkAtRules('import', (rule) => {
    const path = IMPORTED.exec(rule.params.trim())?.[1]
    const target =
      path && posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path))
    if (!target || seen.has(target) || !dist.has(target)) return void rule.remove()
    seen.add(target)
    rule.replaceWith(expand(dist, target, seen))
  })
  return sheet
}

/** WXSS as CSS for the host: imports inlined, rpx as a share of the window, tags as the host writes them. */
export function compileWxss(dist: Dist, file: string, page: string | undefined): string {
  const sheet = expand(dist, file, new Set())
  sheet.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/(-?\d*\.?\d+)rpx\b/gi, 'calc($1 * var(--rpx))')
  })
  sheet.walkRules((rule) => {
    const inKeyframes =
      rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)
    if (!inKeyframes) rule.selector = asHostTags.processSync(rule.selector)
  })
  const css = sheet.toString()
  if (!page) return css
  // A page's own styles reach no other page.
  return `@scope ([data-page="${page}"]) {\n${css.replace(/(^|[\s,{}])wx-page(?=[\s,{.:#[>+~])/g, '$1:scope')}\n}`
}
