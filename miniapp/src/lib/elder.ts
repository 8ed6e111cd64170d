import { create } from 'zustand'
import { keep, kept } from './store.ts'

/** The web's dialogs stand outside the page: what they are sized by hangs on the whole document. */
function mark(on: boolean): boolean {
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('elder', on)
  return on
}

/** Elder mode (关怀版): larger text and targets, kept on the phone. */
export const useElder = create<{ on: boolean; toggle: () => void }>((set, get) => ({
  on: mark(kept<boolean>('elder') ?? false),
  toggle: () => {
    const on = !get().on
    keep('elder', on)
    set({ on: mark(on) })
  }
}))
