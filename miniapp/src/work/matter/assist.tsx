import { Text, View } from '@tarojs/components'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Problem } from '../../components/states.tsx'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }

/** Who assists signs for it and tells the one who answers what they know. */
export function Assist({ question, onChange }: Props) {
  const place = placeOf(question)
  const [text, setText] = useTyped(place && `${place}.assist.text`, '')
  const [photos, setPhotos] = useTyped<Photo[]>(place && `${place}.assist.photos`, [])
  const { send, busy, problem } = useCommand(question.id, onChange)
  const may = (action: 'assist' | 'assistSign') => question.actions.includes(action)
  if (!may('assist')) return null
  return (
    <View className='card'>
      <Text className='heading' style={{ marginTop: 0 }}>
        请您协助办理
      </Text>
      <Text className='block soft'>答复由承办人写给群众，您的意见只有办理的人看得到</Text>
      {may('assistSign') && (
        <Button kind='main' busy={busy} onTap={() => void send({ action: 'assistSign' }, '已签收')}>
          协办签收
        </Button>
      )}
      <Field label='协办意见' long max={2000} value={text} onChange={setText} />
      <Photos papers photos={photos} onChange={setPhotos} />
      <Problem text={problem} />
      <Button
        kind={may('assistSign') ? 'plain' : 'main'}
        busy={busy}
        onTap={() =>
          void send({ action: 'assist', text, fileIds: photos.map(({ id }) => id) }, '已交给承办人')
        }
      >
        交给承办人
      </Button>
    </View>
  )
}
