import jsqr from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A printed paper as its reader has it: page by page, the words and the picture. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  return {
    pages: pdf.numPages,
    async words(number: number): Promise<string> {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      return items.map((item) => ('str' in item ? item.str : '')).join('')
    },
    /** RGBA pixels of a page, `scale` 1 being 72 to the inch. */
    async pixels(number: number, scale: number) {
      const page = await pdf.getPage(number)
      const viewport = page.getViewport({ scale })
      const { canvas, context } = (
        pdf as unknown as {
          canvasFactory: {
            create: (w: number, h: number) => { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }
          }
        }
      ).canvasFactory.create(Math.ceil(viewport.width), Math.ceil(viewport.height))
      await page.render({ canvas, canvasContext: context, viewport }).promise
      return context.getImageData(0, 0, canvas.width, canvas.height)
    }
  }
}

type Read = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null

/** What a phone's scanner reads in a picture. */
export const readCode = ({ data, width, height }: Omit<ImageData, 'colorSpace'>): string =>
  (jsqr as unknown as Read)(new Uint8ClampedArray(data), width, height)!.data
