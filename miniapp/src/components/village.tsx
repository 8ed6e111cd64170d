import { useEffect } from 'react'
import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'
import { useSignedIn } from '../lib/signed-in.ts'
import { VillagePicker } from './village-picker.tsx'

/** Where do you live? Filled in by the poster or the account, changed here. */
export function VillageField({ label = '所在村（社区）' }: { label?: string }) {
  const { place, settle } = usePlace()
  const signedIn = useSignedIn()
  const { data: me } = useCall('GET /me', {}, signedIn)
  const { data: villages } = useCall('GET /villages', {})
  useEffect(() => {
    const own = villages?.items.find(({ id }) => id === me?.villageId)
    if (!place && own) settle({ villageId: own.id, village: own.name, township: own.township })
  })
  return (
    <VillagePicker
      label={label}
      chosen={place?.villageId}
      onChange={({ id, name, township }) => settle({ villageId: id, village: name, township })}
    />
  )
}
