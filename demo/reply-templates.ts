/** Beginnings of replies; what stands in 【】 is for the official to fill. */
export const REPLY_TEMPLATES = {
  已经办好: '您反映的【】，我们已于【】到现场查看并处理好：【】。如还有问题，请打【】找【】。',
  正在办理: '您反映的【】，已安排【】办理，预计【】前完成。进展会再告诉您，请打【】联系【】。',
  政策咨询: '您问的【】，按照【】，您家的情况【】。需要带【】到【】办理，咨询电话【】。',
  不属本单位: '您反映的【】由【】负责，我们已于【】转给【】，对方答复【】前联系您。'
} as const
