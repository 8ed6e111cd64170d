import type { Notice, NoticeVersion } from 'shared/notices.ts'
import { drawQr, line, mm, type Paper } from '../lib/paper.ts'
import { instantWords } from '../lib/worktime.words.ts'

export type NoticePaper = Omit<Notice, 'versions'> &
  Readonly<{
    county: string
    sponsor: string
    village: string
    version: NoticeVersion
    current: number
    link: string
  }>

const LEFT = mm(20)
const WIDTH = mm(170)
const LABEL = mm(30)
const PAD = mm(2.5)
const BOTTOM = mm(262)
const INK = '#1c2521'

const at = (iso: string | null) => (iso ? `${iso.slice(0, 4)}年${instantWords(new Date(iso))}` : '')
const SIZE = 11
/** The rows of the usual form, label and content; an empty one is left for the pen. */
function rowsOf(notice: NoticePaper): [string, string, number?][] {
  const { version, endorsements } = notice
  const said = endorsements.map(({ text, who, at: when }) => `${text}\n　　${who}　${at(when)}`).join('\n')
  return [
    ['诉求编号', `${notice.questionNo}　　来源：${notice.village}`],
    ['诉求内容', version.content],
    ['办理时限', `${version.limit}，${at(version.dueAt)}前办结`],
    ['主办', version.lead],
    ['协办', version.assist.join('、') || '无'],
    ['签发', `第${version.version}版（${version.change}）　${at(version.issuedAt)}`],
    ['领导批阅', said, 20],
    ['送达', at(notice.servedAt)],
    ['签收', notice.acknowledgedAt ? at(notice.acknowledgedAt) : ''],
    ['办理答复', notice.reply ? `${notice.reply}\n　　${at(notice.repliedAt)}` : '', 30],
    ['结果', notice.result],
    ['签字', '承办人：　　　　　　　负责人：　　　　　　　年　　月　　日', 14]
  ]
}

const INNER = WIDTH - LABEL - 2 * PAD
const heightOf = (paper: Paper, words: string): number =>
  paper
    .font('text')
    .fontSize(SIZE)
    .heightOfString(words || ' ', { width: INNER, lineGap: 3 }) +
  2 * PAD

/** How many characters of a text fit a height. */
function fitting(paper: Paper, letters: readonly string[], height: number): number {
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (heightOf(paper, letters.slice(0, middle).join('')) <= height) low = middle
    else high = middle - 1
  }
  return low
}

function drawRow(paper: Paper, label: string, words: string, y: number, height: number): void {
  paper.lineWidth(0.7).rect(LEFT, y, LABEL, height).stroke(INK)
  paper.rect(LEFT + LABEL, y, WIDTH - LABEL, height).stroke(INK)
  paper.font('bold').fill(INK)
  line(paper, label, { x: LEFT, y: y + PAD, width: LABEL, size: SIZE }, 'center')
  paper.font('text').fontSize(SIZE)
  paper.text(words, LEFT + LABEL + PAD, y + PAD, { width: INNER, lineGap: 3 })
}

/** Less than this at a page's end is left empty: a row begins on the next one. */
const SCRAP = mm(30)

/** 限时办结通知单 in the usual form; a long row goes on over pages, a superseded version says so across each. */
export function drawNotice(paper: Paper, notice: NoticePaper): void {
  let y = startPage(paper, notice)
  for (const [name, words, least = 0] of rowsOf(notice)) {
    let [label, letters] = [name, [...words]]
    for (;;) {
      const height = Math.max(heightOf(paper, letters.join('')), mm(least))
      if (y + height <= BOTTOM) {
        drawRow(paper, label, letters.join(''), y, height)
        y += height
        break
      }
      if (BOTTOM - y > SCRAP && letters.length > 0) {
        const fits = Math.max(1, fitting(paper, letters, BOTTOM - y))
        drawRow(paper, label, letters.slice(0, fits).join(''), y, BOTTOM - y)
        letters = letters.slice(fits)
        label = '（续）'
      }
      y = startPage(paper, notice)
    }
  }
}

/** Head and foot of a page; returns where the table goes on. */
function startPage(paper: Paper, notice: NoticePaper): number {
  const { version, current } = notice
  paper.addPage()
  if (version.version !== current) drawVoid(paper, current)
  paper.font('bold').fill('#b3261e')
  line(paper, `${notice.county}限时办结通知单`, { x: LEFT, y: mm(18), width: WIDTH, size: 24 }, 'center')
  paper.rect(LEFT, mm(33), WIDTH, 1.6).fill('#b3261e')
  paper.font('text').fill(INK)
  line(paper, notice.no, { x: LEFT, y: mm(36), width: WIDTH, size: 12 }, 'center')

  drawQr(paper, notice.link, LEFT - mm(2), mm(265), mm(26))
  paper.fill('#4d5a54')
  const text = { x: LEFT + mm(26), width: WIDTH - mm(26), size: 9 }
  line(paper, `验证码：${version.code}`, { ...text, y: mm(269), size: 11 })
  line(paper, '扫码或在“帮办”里输入验证码，可核对本通知单内容、版本和办理结果。', { ...text, y: mm(276) })
  line(paper, notice.sponsor, { ...text, y: mm(282) })
  return mm(46)
}

function drawVoid(paper: Paper, current: number): void {
  paper.save().rotate(-30, { origin: [mm(105), mm(148)] })
  paper.font('bold').fontSize(54).fillOpacity(0.12).fill('#b3261e')
  paper.text(`已作废 以第${current}版为准`, mm(10), mm(140), { width: mm(190), align: 'center' })
  paper.fillOpacity(1).restore()
}
