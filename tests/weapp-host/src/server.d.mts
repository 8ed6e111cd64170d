/** Serves a compiled mini-program and the host that runs it. */
export function serveWeapp(
  distDir: string,
  options?: { port?: number }
): Promise<{
  url: string
  pkg: { problems: string[]; sizes: Record<string, number> }
  bundleBytes: number
  close: () => void
}>
