/** The grounds on which the law lets the clock stand still, in words. */
export const GROUNDS = {
  applicantAction: '等申请人补救、整改',
  otherDecision: '等法院或别的机关先决定',
  thirdParty: '等利害关系人陈述、协商',
  forceMajeure: '不可抗力'
} as const

/** The way of a case as an applicant knows it, and at which of these steps each state stands. */
export const CASE_STEPS = ['备材料', '看材料', '收件', '办理', '领结果'] as const
export const CASE_STEP = {
  draft: 0,
  preReview: 1,
  correcting: 1,
  ready: 2,
  pushed: 2,
  returned: 2,
  handling: 3,
  suspended: 3,
  quality: 3,
  output: 4,
  closed: 5
} as const

/** How a result comes to its applicant. */
export const DELIVERY_WAYS = {
  window: '到窗口领取',
  electronic: '在手机上领取',
  locker: '从文件柜领取',
  post: '邮寄到家'
} as const
