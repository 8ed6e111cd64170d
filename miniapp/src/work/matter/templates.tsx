import { Select } from '../../components/select.tsx'
import { useCall } from '../../lib/query.ts'

/** Puts the beginning of a reply in the box; the blanks 【】 are for the official to fill. */
export function TemplateSelect({ onChoose }: { onChoose: (text: string) => void }) {
  const { data } = useCall('GET /reply-templates', {})
  const active = (data?.items ?? []).filter((template) => template.active)
  if (active.length === 0) return null
  return (
    <Select
      label='用模板起草（选填）'
      value={undefined}
      options={active.map(({ id, name }) => [id, name])}
      onChange={(chosen) => onChoose(active.find(({ id }) => id === chosen)!.text)}
      empty='选一个模板'
    />
  )
}
