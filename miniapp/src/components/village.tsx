import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'
import { Select } from './select.tsx'

/** Where do you live? Filled in by the poster, changed here. */
export function VillageField({ label = '所在村（社区）' }: { label?: string }) {
  const { data } = useCall('GET /villages', {})
  const { place, settle } = usePlace()
  const villages = data?.items ?? []
  const choose = (id: string) => {
    const village = villages.find((candidate) => candidate.id === id)
    if (village) settle({ villageId: id, village: village.name, township: village.township })
  }
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
