import type { Flaw } from 'shared/uploads.ts'

const EDGE = 256 // px: enough to judge, quick on any machine
const MOST_SLENDER = 3 // a sheet of paper is never longer against its width
const DARK = 60 // of 255, the mean brightness below which a paper is hard to read
const SHARP = 40 // variance of the Laplacian; print out of focus lies well below

/** Measures a picture of a paper: too dark, out of focus, or not the whole sheet. */
export async function flawsOf(picture: Buffer): Promise<Flaw[]> {
  const { default: sharp } = await import('sharp')
  const { width: wide, height: high } = await sharp(picture).metadata()
  const whole = Math.max(wide, high) <= MOST_SLENDER * Math.min(wide, high)
  const { data, info } = await sharp(picture)
    .extract(whole ? { left: 0, top: 0, width: wide, height: high } : middleOf(wide, high))
    .resize(EDGE * 2, EDGE * 2, { fit: 'inside' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length
  const dark = mean < DARK
  const blurred = !dark && laplacian(data, width, height) < SHARP
  return [
    ...(dark ? (['dark'] as const) : []),
    ...(blurred ? (['blurred'] as const) : []),
    ...(whole && !dark && isCut(data, width, height) ? (['cut'] as const) : [])
  ]
}

/** The square in the middle of a long screenshot: shrunk whole, its print would be too small to judge. */
function middleOf(width: number, height: number) {
  const side = Math.min(width, height)
  return {
    left: Math.floor((width - side) / 2),
    top: Math.floor((height - side) / 2),
    width: side,
    height: side
  }
}

/** Variance of the second derivative: high where lines are crisp. */
function laplacian(grey: Buffer, width: number, height: number): number {
  let [sum, squares, count] = [0, 0, 0]
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const value = 4 * grey[at]! - grey[at - 1]! - grey[at + 1]! - grey[at - width]! - grey[at + width]!
      sum += value
      squares += value * value
      count += 1
    }
  const mean = sum / count
  return squares / count - mean * mean
}

const BRIGHT = 0.6 // share of a side that is paper before the sheet is taken to run over it
const CONTRAST = 60 // between sheet and table, of 255; less, and there is no table to be seen

/**
 * A bright sheet on a darker table that runs over one, two or three sides; over all four it simply fills the
 * picture.
 */
function isCut(grey: Buffer, width: number, height: number): boolean {
  const { level, contrast } = threshold(grey)
  if (contrast < CONTRAST) return false
  const share = (points: number[]) => points.filter((at) => grey[at]! > level).length / points.length
  const row = (y: number) => Array.from({ length: width }, (_, x) => y * width + x)
  const column = (x: number) => Array.from({ length: height }, (_, y) => y * width + x)
  const over = [row(1), row(height - 2), column(1), column(width - 2)].filter((side) => share(side) > BRIGHT)
  return over.length > 0 && over.length < 4
}

/** The grey that parts light from dark best (Otsu 1979), and how far their means lie apart. */
function threshold(grey: Buffer): { level: number; contrast: number } {
  const counts = new Array<number>(256).fill(0)
  for (const value of grey) counts[value]! += 1
  const total = counts.reduce((sum, count, value) => sum + count * value, 0)
  let [dark, darkSum, best, level, contrast] = [0, 0, -1, 0, 0]
  for (let value = 0; value < 255; value++) {
    dark += counts[value]!
    darkSum += counts[value]! * value
    const light = grey.length - dark
    if (dark === 0 || light === 0) continue
    const apart = (total - darkSum) / light - darkSum / dark
    const between = dark * light * apart * apart
    if (between > best) [best, level, contrast] = [between, value, apart]
  }
  return { level, contrast }
}
