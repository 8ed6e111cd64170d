import type { Notice, NoticeVersion } from 'shared/notices.ts'
import { drawForm, type FormRow, formPage } from '../../kernel/lib/form.ts'
import { mm } from '../../kernel/lib/pdf.ts'
import type { Pdf } from '../../kernel/lib/pdf.types.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'

export type PrintedNotice = Omit<Notice, 'versions' | 'unprintable'> &
  Readonly<{
    county: string
    sponsor: string
    village: string
    version: NoticeVersion
    current: number
    link: string
  }>

const at = (iso: string | null) => (iso ? `${iso.slice(0, 4)}年${instantWords(new Date(iso))}` : '')
/** The rows of the usual form, label and content; an empty one is left for the pen. */
function rowsOf(notice: PrintedNotice): FormRow[] {
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

/** 限时办结通知单 in the usual form; a superseded version says so across each page. */
export function drawNotice(pdf: Pdf, notice: PrintedNotice): void {
  const { version, current, county, no, link, sponsor } = notice
  drawForm(pdf, rowsOf(notice), () => {
    pdf.addPage()
    if (version.version !== current) drawVoid(pdf, current)
    const checks = '扫码或在“帮办”里输入验证码，可核对本通知单内容、版本和办理结果。'
    return formPage(pdf, {
      title: `${county}限时办结通知单`,
      no,
      link,
      code: version.code,
      sponsor,
      checks
    })
  })
}

function drawVoid(pdf: Pdf, current: number): void {
  pdf.save().rotate(-30, { origin: [mm(105), mm(148)] })
  pdf.font('bold').fontSize(54).fillOpacity(0.12).fill('#b3261e')
  pdf.text(`已作废 以第${current}版为准`, mm(10), mm(140), { width: mm(190), align: 'center' })
  pdf.fillOpacity(1).restore()
}
