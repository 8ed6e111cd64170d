import type { Place } from 'shared/places.ts'
import { create } from 'zustand'
import { keep, kept } from './store.ts'

type Held = Pick<Place, 'villageId' | 'village' | 'township'> & { household?: string | null }

/** Where this phone's owner lives, as the poster said or as they chose. */
export const usePlace = create<{ place: Held | undefined; settle: (place: Held) => void }>((set) => ({
  place: kept<Held>('place'),
  settle: (place) => {
    keep('place', place)
    set({ place })
  }
}))
