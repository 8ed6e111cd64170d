/** What a schema found wrong: the keyword of JSON Schema that was not kept, and what it asks for. */
export type Fault = Readonly<{ keyword: string; params: Readonly<Record<string, unknown>> }>

type Words = (params: Fault['params']) => string
/** Each keyword of our schemas in words (JSON Schema 2020-12, validation vocabulary). */
const KEYWORDS: Readonly<Record<string, Words>> = {
  required: () => '没有填',
  minLength: ({ limit }) => (limit === 1 ? '没有填' : `至少写${limit}个字`),
  maxLength: ({ limit }) => `太长，最多${limit}个字`,
  minItems: ({ limit }) => `至少要${limit}个`,
  maxItems: ({ limit }) => `太多，最多${limit}个`,
  minimum: ({ limit }) => `不能小于${limit}`,
  maximum: ({ limit }) => `不能大于${limit}`,
  exclusiveMinimum: ({ limit }) => `要大于${limit}`,
  exclusiveMaximum: ({ limit }) => `要小于${limit}`,
  multipleOf: ({ multipleOf }) => (multipleOf === 0.01 ? '最多两位小数' : `要是${multipleOf}的倍数`),
  minProperties: () => '至少要填一项',
  maxProperties: () => '太多了',
  additionalItems: () => '太多了',
  uniqueItems: () => '有重复的',
  format: ({ format }) => (format === 'date' || format === 'date-time' ? '不是日期' : '格式不对'),
  pattern: ({ pattern }) =>
    String(pattern).startsWith('^(?=') ? '要写清楚，不能只有空格和符号' : '格式不对，或者有不能用的符号',
  enum: () => '不是可以选的',
  const: () => '不是可以选的',
  anyOf: () => '不是可以选的',
  additionalProperties: () => '多出了不认识的内容',
  type: ({ type }) =>
    type === 'integer' ? '要填整数' : type === 'number' ? '要填数字' : type === 'null' ? '不用填' : '格式不对'
}

/**
 * What is wrong, in words that follow the name of a field; `pattern` may be said better by whoever knows the
 * field.
 */
export const faultWords = ({ keyword, params }: Fault): string =>
  (KEYWORDS[keyword] ?? KEYWORDS.pattern!)(params)

/** What the fields of our forms are called on the screens. */
const FIELDS: Readonly<Record<string, string>> = {
  body: '内容',
  text: '内容',
  words: '内容',
  note: '说明',
  reason: '理由',
  comment: '评语',
  remark: '备注',
  name: '姓名或名称',
  relation: '关系',
  phone: '电话',
  idNumber: '证件号码',
  document: '证件',
  applicant: '申请人',
  villageId: '村（社区）',
  placeText: '具体位置',
  fileIds: '照片',
  accusedPostIds: '被反映的人',
  identity: '联系方式',
  topicId: '事项分类',
  itemId: '事项',
  chosenPostId: '找谁办',
  postId: '岗位',
  assistPostIds: '协办岗位',
  orgId: '单位',
  departmentIds: '部门',
  departmentId: '部门',
  deputyPostId: '代办人',
  responsiblePostId: '责任人',
  kind: '类别',
  q: '要找的词',
  code: '编号',
  receipt: '回执码',
  title: '标题',
  level: '评价',
  workingDays: '工作日数',
  days: '天数',
  from: '开始日期',
  until: '结束日期',
  day: '日期',
  dueOn: '到期日',
  plannedAt: '时间',
  startsAt: '时间',
  validUntil: '有效期',
  checkBy: '核查日期',
  reviewOn: '复查日期',
  effectiveFrom: '生效日期',
  fromMinute: '开始时间',
  untilMinute: '结束时间',
  minutes: '纪要',
  decision: '决定',
  outcome: '结果',
  consequence: '不补的后果',
  basis: '依据',
  ground: '理由',
  address: '地址',
  values: '表格',
  answers: '情形',
  verdicts: '审查结果',
  signature: '签名',
  way: '领取方式',
  keywords: '关键词',
  limit: '时限',
  amount: '数量',
  unit: '单位',
  url: '网址',
  household: '户名',
  households: '户名',
  staffSeats: '电话预留数',
  walkInSeats: '现场预留数',
  releaseDays: '提前放号天数',
  dailyLimit: '每天次数',
  holdMinutes: '确认分钟数',
  coolMinutes: '取消后等待分钟数',
  seatsPerSlot: '每段号数',
  slotMinutes: '每段分钟数',
  letter: '字头',
  bytes: '文件大小',
  month: '月份',
  limits: '时限',
  hours: '办公时间',
  staff: '人手',
  percent: '百分比',
  travelMinutes: '路上分钟数'
}

type Located = Fault & Readonly<{ instancePath?: string }>

/** A fault with the field it is in: `“联系电话”太长，最多60个字`. The innermost field that has a name is said. */
export function faultIn({ instancePath = '', ...fault }: Located): string {
  const missing = fault.keyword === 'required' ? String(fault.params.missingProperty ?? '') : ''
  const path = [...instancePath.split('/'), missing]
  const field = path
    .toReversed()
    .map((part) => FIELDS[part])
    .find(Boolean)
  return `${field ? `“${field}”` : '填写的内容'}${faultWords(fault)}`
}
