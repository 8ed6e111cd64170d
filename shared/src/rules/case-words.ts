/** The grounds on which the law lets the clock stand still, in words. */
export const GROUNDS = {
  applicantAction: '等申请人补救、整改',
  otherDecision: '等法院或别的机关先决定',
  thirdParty: '等利害关系人陈述、协商',
  forceMajeure: '不可抗力'
} as const

/** How a result comes to its applicant. */
export const DELIVERY_WAYS = {
  window: '到窗口领取',
  electronic: '在手机上领取',
  locker: '从文件柜领取',
  post: '邮寄到家'
} as const
