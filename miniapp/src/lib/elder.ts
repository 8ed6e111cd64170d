import { create } from 'zustand'
import { keep, kept } from './store.ts'

/** Elder mode (关怀版): larger text and targets, kept on the phone. */
export const useElder = create<{ on: boolean; toggle: () => void }>((set, get) => ({
  on: kept<boolean>('elder') ?? false,
  toggle: () => {
    const on = !get().on
    keep('elder', on)
    set({ on })
  }
}))
