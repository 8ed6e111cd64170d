import type { Space } from '../engine.ts'
import type { Host } from '../types.ts'
import { defineButton } from './button.ts'
import { defineFields } from './fields.ts'
import { defineImage } from './image.ts'
import { definePicker } from './picker.ts'

/** The built-in components the app uses; view and text stay plain elements. */
export function defineParts(space: Space, host: Host): void {
  defineButton(space, host)
  defineFields(space)
  defineImage(space)
  definePicker(space)
}
