/** The catalogue's enumerated elements in the words of GB/T 39554, as officials write them. */
export const ITEM_TYPES = {
  license: '行政许可',
  payment: '行政给付',
  confirmation: '行政确认',
  adjudication: '行政裁决',
  reward: '行政奖励',
  filing: '行政备案',
  otherPower: '其他行政权力',
  publicService: '公共服务'
} as const
export const LEVELS = {
  county: '县级',
  township: '乡镇级',
  village: '村级'
} as const
export const APPLICANTS = {
  person: '个人',
  company: '企业',
  institution: '事业单位',
  organisation: '社会组织'
} as const
export const KINDS = { instant: '即办件', promised: '承诺件' } as const
export const AREAS = {
  none: '仅本县',
  county: '全县通办',
  city: '全市通办',
  province: '全省通办',
  nation: '全国通办'
} as const
export const RESULT_FORMS = {
  paper: '纸质',
  electronic: '电子',
  both: '纸质和电子',
  none: '无'
} as const
export const FORMS = {
  original: '原件',
  copy: '复印件',
  originalAndCopy: '原件和复印件',
  electronic: '电子件'
} as const
export const SOURCES = {
  own: '自备',
  form: '窗口领表',
  issued: '单位出具',
  shared: '窗口核验'
} as const
export const NEEDS = {
  required: '必要',
  optional: '非必要',
  deferrable: '容缺后补'
} as const
export const TRUST = { A: 'A', B: 'B', C: 'C', D: 'D' } as const
export const STAGES = {
  accept: '受理',
  siteInspection: '踏勘',
  hearing: '听证',
  inspectionTest: '检验检测',
  expertReview: '专家评审',
  publicNotice: '公示',
  review: '审核',
  decision: '决定',
  certificate: '制证',
  output: '出件'
} as const
/** How a field of a form is filled in, and what it is filled in with beforehand. */
export const HANDLING = { shown: '看过退回', kept: '收走，只用这一回' } as const
export const INPUTS = {
  text: '文字',
  number: '数字',
  date: '日期',
  pastDate: '过去的日期',
  comingDate: '今后的日期',
  choice: '选一个'
} as const
export const FROM = { name: '申请人姓名', idNumber: '申请人证件号码', phone: '申请人电话' } as const
