/**
 * What a bad rating sets off, of a question as of a case (政务服务“好差评”, 国办发〔2019〕51号; the terms are those
 * customary for 差评整改): the call, the mending, the ruling on an appeal, and what is left at least to mend when
 * it was refused.
 */
export const BAD_RATING_LIMITS = {
  call: { amount: 1, unit: 'wd' },
  rectify: { amount: 15, unit: 'wd' },
  ruling: { amount: 5, unit: 'wd' },
  rest: { amount: 3, unit: 'wd' }
} as const
