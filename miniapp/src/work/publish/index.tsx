import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Publication, Span } from 'shared/publications.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { openMatter } from '../../lib/matters.ts'
import { useCall } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { hiding, Marked } from './marked.tsx'
import { Review } from './review.tsx'
import { usePublishing } from './send.ts'

/** Hides what tells who somebody is, gives it a title, and has a second person look before it is public. */
export default function Publish() {
  const { id = '' } = useRouter().params
  const { data, error, refetch, set } = useCall('GET /publications/:id', { params: { id } })
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  // A fresh version is a fresh form: what was marked in the old one does not fit.
  return <Editor key={data.version} publication={data} onChange={set} />
}

function Editor({ publication, onChange }: { publication: Publication; onChange: (p: Publication) => void }) {
  const place = `${publication.id}.submit.${publication.version}`
  const [title, setTitle] = useTyped(`${place}.title`, publication.title)
  const [questionSpans, setQuestionSpans] = useTyped<Span[]>(`${place}.asked`, publication.questionSpans)
  const [answerSpans, setAnswerSpans] = useTyped<Span[]>(`${place}.answered`, publication.answerSpans)
  const [note, setNote] = useTyped(`${place}.note`, '')
  const [words, setWords] = useState({ question: '', answer: '' })
  const { send, busy, problem } = usePublishing(publication, onChange)
  const edits = publication.actions.includes('submit')
  const correction = publication.state === 'published'
  return (
    <Page narrow>
      {publication.reason && (
        <View className='problem'>
          <Text>{publication.reason}</Text>
        </View>
      )}
      {edits ? (
        <Field label='标题（读的人先看这一行）' max={40} value={title} onChange={setTitle} />
      ) : (
        <Text className='title'>{publication.title}</Text>
      )}
      <Text className='block soft'>
        标红划线的会换成【姓名】【电话】等字样。{edits ? '点一下可以保留或再隐去。' : ''}
      </Text>
      <Marked
        label='群众的问题'
        text={publication.question}
        spans={questionSpans}
        onChange={edits ? setQuestionSpans : undefined}
        word={words.question}
        onWord={(question) => setWords({ ...words, question })}
      />
      <Marked
        label='答复'
        text={publication.answer}
        spans={answerSpans}
        onChange={edits ? setAnswerSpans : undefined}
        word={words.answer}
        onWord={(answer) => setWords({ ...words, answer })}
      />
      {edits && (
        <>
          {correction && (
            <Field
              label='更正说明（会写在页面上）'
              max={200}
              value={note}
              placeholder='改了什么、为什么'
              onChange={setNote}
            />
          )}
          <Problem text={problem} />
          <Button
            kind='main'
            busy={busy}
            onTap={() =>
              void send(
                () => ({
                  action: 'submit',
                  title,
                  note,
                  questionSpans: hiding(publication.question, questionSpans, words.question),
                  answerSpans: hiding(publication.answer, answerSpans, words.answer)
                }),
                '已交第二人核对'
              )
            }
          >
            {correction ? '提交更正，请第二人核对' : '提交，请第二人核对'}
          </Button>
        </>
      )}
      <Review publication={publication} onChange={onChange} />
      <Button kind='plain' onTap={() => openMatter(publication.questionId)}>
        看原来的诉求 {publication.questionNo}
      </Button>
    </Page>
  )
}
