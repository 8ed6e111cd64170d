import { useEffect, useState } from 'react'
import { isSignedIn, onSignedIn } from './session.ts'

/** Whether somebody is signed in on this phone, kept up to date. */
export function useSignedIn(): boolean {
  const [signedIn, setSignedIn] = useState(isSignedIn())
  useEffect(() => onSignedIn(() => setSignedIn(isSignedIn())), [])
  return signedIn
}
