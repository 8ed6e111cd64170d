import { askPicker } from '../dialogs.ts'
import type { Space } from '../engine.ts'
import { define, disable } from './define.ts'

const PROPERTIES = {
  mode: 'selector',
  disabled: false,
  range: null,
  rangeKey: '',
  value: null,
  start: '',
  end: '',
  fields: 'day',
  customItem: '',
  name: '',
  level: 'region',
  headerText: ''
}

/** <picker> of one column, a date or a time. */
export function definePicker(space: Space): void {
  define(space, 'picker', PROPERTIES, (part, element) => {
    element.setAttribute('role', 'combobox')
    part.addListener('tap', async () => {
      if (part.data.disabled) return
      const value = await askPicker({ ...part.data, range: part.data.range ?? [] } as never)
      if (value === null) return part.triggerEvent('cancel', {})
      part.data.value = value
      part.triggerEvent('change', { value })
    })
    return { disabled: (value: boolean) => disable(element, value) }
  })
}
