import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Paper as PaperRow } from 'shared/case-parts.ts'
import type { Case } from 'shared/cases.ts'
import { NEEDS } from 'shared/rules/item-words.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { Gallery } from '../../components/timeline.tsx'
import { useCaseCommand } from '../command.ts'
import { type Chosen, chooseDocument, choosePictures, sendFile } from '../upload.ts'
import { FLAWS } from '../words.ts'
import { Form } from './form.tsx'
import { Held } from './held.tsx'

const MOST = 9
const VERDICTS = {
  none: ['', ''],
  pass: ['审核合格', 'green'],
  fix: ['要补正', 'red']
} as const

/** The list of papers, each with its rule, what was given for it and what was said of it. */
export function Papers({ kase }: { kase: Case }) {
  const may = kase.actions.includes('givePaper')
  // What stands with its verdict to be given further up is not shown a second time.
  const desk = kase.actions.includes('judge')
  const judged = desk && !may
  const shown = judged ? kase.papers.filter(({ toJudge }) => !toJudge) : kase.papers
  return (
    <>
      {shown.length > 0 && (
        <Text className='heading'>
          {desk && may ? '收材料' : '材料'}（{shown.length}份）
        </Text>
      )}
      {shown.map((paper) => (
        <Paper key={paper.index} kase={kase} paper={paper} may={may && paper.verdict !== 'pass'} />
      ))}
      {kase.lookedUp.length > 0 && (
        <View className='card'>
          <Text className='block strong'>窗口自己核验，不用交</Text>
          <Text className='block soft'>{kase.lookedUp.join('、')}</Text>
        </View>
      )}
    </>
  )
}

function Paper({ kase, paper, may }: { kase: Case; paper: PaperRow; may: boolean }) {
  const { index, name, need, rule, files, given, verdict, reason, reopened } = paper
  const { act, send, sendNow, busy, problem } = useCaseCommand(kase.id)
  const [share, setShare] = useState<number>()
  const [flaws, setFlaws] = useState<readonly string[]>([])
  const [words, colour] = VERDICTS[verdict]
  // A form filled in on the screen needs no picture of itself.
  const filled = given !== null && files.length === 0 && (paper.fields?.some(({ value }) => value) ?? false)
  const desk = kase.actions.includes('judge') || kase.actions.includes('settleDeferral')
  const add = (choose: () => Promise<readonly Chosen[]>) =>
    act(async () => {
      const chosen = await choose()
      if (chosen.length === 0) return
      try {
        const ids = verdict === 'fix' ? [] : files.map(({ id }) => id)
        const found = new Set<string>()
        for (const file of chosen.slice(0, MOST - ids.length)) {
          const sent = await sendFile(file, setShare)
          for (const flaw of sent.flaws) found.add(FLAWS[flaw])
          ids.push(sent.id)
        }
        await sendNow({ action: 'givePaper', index, fileIds: ids })
        setFlaws([...found])
      } finally {
        setShare(undefined)
      }
    })
  const drop = (id: string) =>
    void send(
      { action: 'givePaper', index, fileIds: files.map((file) => file.id).filter((one) => one !== id) },
      '已删掉这一张'
    )
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>
          {name}
          {need === 'required' ? '' : `（${NEEDS[need]}）`}
        </Text>
        <Text className={`tag tag--${words ? colour : given ? 'green' : 'grey'}`}>
          {words || (given ? '已交' : '没交')}
        </Text>
      </View>
      <Text className='block soft'>{rule}</Text>
      {reason && <Text className='block red'>要补正：{reason}</Text>}
      {reopened && <Text className='block soft'>负责人同意重新审查：{reopened}</Text>}
      {given && <Text className='block soft'>{given}</Text>}
      <Gallery files={files} onDrop={may && verdict !== 'fix' && files.length > 1 ? drop : undefined} />
      <Form kase={kase} paper={paper} may={may} />
      {/* Of pictures that are gone there is nothing to say any more. */}
      {(files.length ? flaws : []).map((flaw) => (
        <Text key={flaw} className='block red'>
          {flaw}
        </Text>
      ))}
      {share !== undefined && <Text className='block soft'>正在上传 {Math.round(share * 100)}%，不要关</Text>}
      <Problem text={problem} />
      {may && (
        <>
          <View className='btns' style={{ marginTop: '8px' }}>
            {!filled && (
              <>
                <Button
                  busy={busy}
                  label={`拍${name}`}
                  onTap={() => void add(() => choosePictures(MOST - files.length))}
                >
                  {verdict === 'fix' ? '重拍' : files.length ? '再拍' : '拍照'}
                </Button>
                <Button busy={busy} label={`选${name}的文件`} onTap={() => void add(chooseDocument)}>
                  选文件
                </Button>
              </>
            )}
            {desk && (
              <Button
                busy={busy}
                label={`已验${name}原件`}
                onTap={() =>
                  void send(
                    { action: 'givePaper', index, fileIds: files.map(({ id }) => id), original: true },
                    '已记下'
                  )
                }
              >
                已验原件
              </Button>
            )}
            {given && (
              <Button
                busy={busy}
                kind='danger'
                label={`收回${name}`}
                onTap={() => void send({ action: 'takeBackPaper', index }, '已收回')}
              >
                收回
              </Button>
            )}
          </View>
          {!given && <Held kase={kase} index={index} name={name} />}
        </>
      )}
    </View>
  )
}
