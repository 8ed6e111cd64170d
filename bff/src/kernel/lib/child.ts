import { setPriority } from 'node:os'

const NICE = 10 // requests come first

/**
 * Runs first in every child. A signal to the whole group (Ctrl-C, systemd) is the parent's to answer: it ends
 * its children.
 */
setPriority(NICE)
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
