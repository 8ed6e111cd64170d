/** The grounds on which the law lets the clock stand still, in words. */
export const GROUNDS = {
  applicantAction: '等申请人补救、整改',
  otherDecision: '等法院或别的机关先决定',
  thirdParty: '等利害关系人陈述、协商',
  forceMajeure: '不可抗力'
} as const
