import { createSealer } from 'bff/kernel/lib/sealed.ts'

/** A Monday morning in the demo calendar. */
export const START = new Date('2026-03-02T09:00:00+08:00')
export const PRIVACY_VERSION = '2026-11'
export const KEY = Buffer.alloc(32, 7).toString('base64')
export const testSealer = createSealer({ k1: Buffer.from(KEY, 'base64') }, 'k1')
