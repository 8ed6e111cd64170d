import type { Space } from '../engine.ts'
import { define } from './define.ts'

const PROPERTIES = {
  value: null,
  type: 'text',
  password: false,
  placeholder: '',
  placeholderStyle: null,
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  cursorSpacing: 0,
  autoFocus: false,
  focus: null,
  confirmType: 'done',
  confirmHold: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
  alwaysEmbed: false,
  name: '',
  fixed: false,
  autoHeight: false,
  showConfirmBar: true,
  disableDefaultPadding: false
}
const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

/** <input> and <textarea>: the phone keeps the typed text, the app learns of it by events only. */
export function defineFields(space: Space): void {
  for (const tag of ['input', 'textarea'] as const)
    define(space, tag, PROPERTIES, (part, element) => {
      const field = document.createElement(tag)
      element.append(field)
      const tell = (event: string, more: object = {}) =>
        part.triggerEvent(event, { value: field.value, ...more })
      field.addEventListener('input', () => {
        part.data.value = field.value
        tell('input', { cursor: field.selectionStart ?? field.value.length })
      })
      field.addEventListener('focus', () => tell('focus', { height: 0 }))
      field.addEventListener('blur', () => tell('blur', { cursor: field.selectionStart ?? 0 }))
      field.addEventListener('keydown', (event) => {
        if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') tell('confirm')
      })
      return {
        value: (value: unknown) => {
          const text = String(value ?? '')
          if (field.value !== text) field.value = text
        },
        placeholder: (text: string) => {
          field.placeholder = text
        },
        disabled: (value: boolean) => {
          field.disabled = value
        },
        maxlength: (length: number) => {
          if (length >= 0) field.maxLength = length
          else field.removeAttribute('maxlength')
        },
        type: (type: string) => {
          field.inputMode = KEYBOARDS[type] ?? 'text'
        },
        focus: (value: unknown) => value === true && field.focus()
      }
    })
}
