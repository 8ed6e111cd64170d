import { Select } from '../../components/select.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { useCall } from '../../lib/query.ts'

type Props = { typed: string; topicId: string | null; onChoose: (text: string) => void }

/**
 * Puts the beginning of a reply in the box; the blanks 【】 are for the official to fill; those of its topic
 * come first.
 */
export function TemplateSelect({ typed, topicId, onChoose }: Props) {
  const { data } = useCall('GET /reply-templates', {})
  const fits = (data?.items ?? []).filter(
    (template) => template.active && (template.topicId === null || template.topicId === topicId)
  )
  const active = [
    ...fits.filter((template) => template.topicId),
    ...fits.filter((template) => !template.topicId)
  ]
  if (active.length === 0) return null
  const choose = async (text: string) => {
    const asked = {
      title: '换成模板？',
      content: '您已经写了答复，换成模板会盖掉它。',
      yes: '换成模板',
      no: '不换'
    }
    if (!typed.trim() || (await confirmed(asked))) onChoose(text)
  }
  return (
    <Select
      label='用模板起草（选填）'
      value={undefined}
      options={active.map(({ id, name }) => [id, name])}
      onChange={(chosen) => void choose(active.find(({ id }) => id === chosen)!.text)}
      empty='选一个模板'
    />
  )
}
