import type { Space } from '../engine.ts'
import { define } from './define.ts'

const PROPERTIES = {
  src: '',
  mode: 'scaleToFill',
  webp: false,
  lazyLoad: false,
  showMenuByLongpress: false,
  fadeIn: false
}
const FIT: Record<string, string> = {
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'contain',
  heightFix: 'contain'
}

/** <image>: a path is a file of the app, an address is fetched. */
export function defineImage(space: Space): void {
  define(space, 'image', PROPERTIES, (part, element) => {
    element.setAttribute('role', 'img')
    const image = document.createElement('img')
    image.alt = ''
    image.addEventListener('load', () =>
      part.triggerEvent('load', { width: image.naturalWidth, height: image.naturalHeight })
    )
    image.addEventListener('error', () => part.triggerEvent('error', { errMsg: 'GET image failed' }))
    element.append(image)
    return {
      src: (src: string) => {
        if (src) image.src = /^(https?|data|blob):/.test(src) ? src : `/app/${src.replace(/^\//, '')}`
        else image.removeAttribute('src')
      },
      mode: (mode: string) => {
        image.style.objectFit = FIT[mode] ?? 'fill'
        element.setAttribute('mode', mode)
      }
    }
  })
}
