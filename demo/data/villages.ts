import data from './villages.json' with { type: 'json' }

export const villages: readonly { code: string; name: string }[] = data.villages
