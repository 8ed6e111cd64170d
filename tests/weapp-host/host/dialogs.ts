import { element } from './element.ts'

type Modal = {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  editable?: boolean
  placeholderText?: string
}
export type Choice = {
  mode: string
  range: unknown[]
  rangeKey: string
  value: unknown
  start: string
  end: string
  fields: string
}

function ask<T>(build: (answer: (value: T) => void) => Node): Promise<T> {
  return new Promise((resolve) => {
    const mask = element('div', { class: 'weapp-mask' })
    mask.append(
      build((value) => {
        mask.remove()
        resolve(value)
      })
    )
    document.body.append(mask)
  })
}
const box = (role: string, label: string, ...children: (Node | string)[]) =>
  element('div', { class: 'weapp-dialog', role, 'aria-label': label }, ...children)
const button = (text: string, onTap: () => void, role?: string) =>
  element('button', { click: onTap, role }, text)

/** wx.showModal: what was pressed, and what was typed when it is editable. */
export const askModal = ({ title = '', content = '', showCancel = true, editable, ...words }: Modal) =>
  ask<{ confirm: boolean; cancel: boolean; content: string | null }>((answer) => {
    const field = element('input', { placeholder: words.placeholderText ?? '', value: content })
    const reply = (confirm: boolean) =>
      answer({ confirm, cancel: !confirm, content: confirm && editable ? field.value : null })
    return box(
      'dialog',
      title,
      element('strong', {}, title),
      editable ? field : element('p', {}, content),
      ...(showCancel ? [button(words.cancelText ?? '取消', () => reply(false))] : []),
      button(words.confirmText ?? '确定', () => reply(true))
    )
  })

/** wx.showActionSheet: the index that was chosen, or null. */
export const askSheet = ({ itemList }: { itemList: string[] }) =>
  ask<number | null>((answer) =>
    box(
      'menu',
      '',
      ...itemList.map((item, index) => button(item, () => answer(index), 'menuitem')),
      button('取消', () => answer(null))
    )
  )

/** A picker: an index, a date or a time; null when it was dismissed. */
export const askPicker = ({ mode, range, rangeKey, value, start, end, fields }: Choice) =>
  ask<number | string | null>((answer) => {
    const dismiss = button('取消', () => answer(null))
    if (mode === 'date' || mode === 'time') {
      const field = element('input', { type: fields === 'month' ? 'month' : mode, min: start, max: end })
      field.value = String(value ?? '')
      return box(
        'dialog',
        '选择',
        field,
        dismiss,
        button('确定', () => answer(field.value))
      )
    }
    const words = (item: unknown) => String(rangeKey ? (item as Record<string, unknown>)[rangeKey] : item)
    return box(
      'listbox',
      '选择',
      ...range.map((item, index) => button(words(item), () => answer(index), 'option')),
      dismiss
    )
  })
