import { setPriority } from 'node:os'

const NICE = 10 // requests come first

/** Runs first in every child. */
setPriority(NICE)
