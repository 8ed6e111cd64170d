import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Sealed } from 'shared/sealed.ts'
import { Button } from '../../components/button.tsx'

/** A list of half a township would bury the matter: so many are shown until one asks for all. */
const FEW = 3

type Props = { sealed: Sealed; onForget: (postId: string) => void }

/** Who may know of a sealed matter; whoever keeps the list takes them off it here. */
export function Known({ sealed: { known, keeps }, onForget }: Props) {
  const [all, setAll] = useState(false)
  const shown = all ? known : known.slice(0, FEW)
  return (
    <>
      {shown.map(({ postId, words }) => (
        <View key={postId} className='card__row' style={{ marginTop: '6px' }}>
          <Text>{words}</Text>
          {keeps && (
            <Button small label={`${words}移出名单`} onTap={() => onForget(postId)}>
              移出
            </Button>
          )}
        </View>
      ))}
      {known.length > FEW && (
        <Button small onTap={() => setAll(!all)}>
          {all ? '收起名单' : `看全部${known.length}位知情人`}
        </Button>
      )}
    </>
  )
}
