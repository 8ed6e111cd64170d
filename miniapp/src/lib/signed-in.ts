import { useEffect, useState } from 'react'
import { isSignedIn, onSignedIn } from './session.ts'

/** Whether somebody is signed in on this phone, kept up to date. */
export function useSignedIn(): boolean {
  const [signedIn, setSignedIn] = useState(isSignedIn())
  useEffect(() => {
    const look = () => setSignedIn(isSignedIn())
    // The sign-in may have ended between the first drawing and now.
    look()
    return onSignedIn(look)
  }, [])
  return signedIn
}
