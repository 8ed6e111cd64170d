import { useRef, useState } from 'react'
import type { QuestionKind } from 'shared/questions.ts'
import type { Photo } from '../../components/photos.tsx'
import { takeCarried } from '../../lib/carried.ts'
import { forget, keep, kept } from '../../lib/store.ts'
import { uuid } from '../../lib/uuid.ts'

export type Draft = {
  /** Made once per draft: however often it is sent, it is asked once. */
  key: string
  kind: QuestionKind
  body: string
  placeText: string
  forOther: boolean
  otherName: string
  otherRelation: string
  chosenPostId: string | undefined
  photos: Photo[]
}

const fresh = (): Draft => ({
  key: uuid(),
  kind: 'problemReport',
  body: '',
  placeText: '',
  forOther: false,
  otherName: '',
  otherRelation: '',
  chosenPostId: undefined,
  photos: []
})

/**
 * The draft as it was left, kept on the phone with every change: no lost network and no closed app loses it.
 */
export function useDraft(chosenPostId: string | undefined) {
  const [draft, setDraft] = useState<Draft>(() => {
    const left = kept<Draft>('draft') ?? fresh()
    const carried = takeCarried()
    const begun = {
      ...left,
      // What was searched for in vain is what is asked; a draft that was begun stays.
      ...(carried && left.body.trim() === '' && { body: carried }),
      ...(chosenPostId && { chosenPostId })
    }
    // Signing in on the web leaves this page: the words must be there on the way back.
    if (carried) keep('draft', begun)
    return begun
  })
  const asked = useRef(false)
  const change = (part: Partial<Draft>) =>
    setDraft((before) => {
      const after = { ...before, ...part }
      if (!asked.current) keep('draft', after)
      return after
    })
  /** What is on the screen is a matter of its own from now on: the one sent before arrived. */
  const renew = () => change({ key: uuid() })
  /**
   * The draft was asked. Its words stay on screen until the next page is there, and on the phone no longer.
   */
  const done = () => {
    asked.current = true
    forget('draft')
  }
  return { draft, change, renew, done }
}
