import { useEffect } from 'react'
import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'
import { useSignedIn } from '../lib/signed-in.ts'
import { Select } from './select.tsx'
import { Failure } from './states.tsx'

/** Where do you live? Filled in by the poster or the account, changed here. */
export function VillageField({ label = '所在村（社区）' }: { label?: string }) {
  const { data, error, refetch } = useCall('GET /villages', {})
  const { place, settle } = usePlace()
  const signedIn = useSignedIn()
  const { data: me } = useCall('GET /me', {}, signedIn)
  const villages = data?.items ?? []
  const choose = (id: string | null | undefined) => {
    const village = villages.find((candidate) => candidate.id === id)
    if (village) settle({ villageId: village.id, village: village.name, township: village.township })
  }
  useEffect(() => {
    if (!place) choose(me?.villageId)
  })
  if (!data && error) return <Failure error={error} onRetry={() => void refetch()} />
  const options = villages.map(({ id, name, township }) => [id, `${township} ${name}`] as const)
  return (
    <Select
      label={label}
      value={place?.villageId}
      options={options}
      onChange={choose}
      empty={place ? `${place.township} ${place.village}` : '请选择您的村'}
    />
  )
}
