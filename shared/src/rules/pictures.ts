const SHORT_SIDE = 1600 // px: enough to read a certificate, small enough for a thin line
const MOST_PIXELS = 16_000_000 // what every phone's browser can draw

/**
 * How large a picture is kept: its short side bounded, not its long one, so that a long screenshot stays
 * legible; and all of it within what can be drawn. Never larger than it came.
 */
export function keptSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, SHORT_SIDE / Math.min(width, height), Math.sqrt(MOST_PIXELS / (width * height)))
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}
