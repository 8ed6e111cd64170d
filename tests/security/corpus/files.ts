import { crc32, deflateSync, gzipSync } from 'node:zlib'
import { strToU8, type Zippable, zipSync } from 'fflate'
import sharp from 'sharp'

/** Uploads that break careless services, made when asked for: none of them lies in the repository. */
type Made = Buffer | Promise<Buffer>
type File = readonly [name: string, make: () => Made, filename: string, mime: string]

const MB = 1024 * 1024
const text = (words: string) => Buffer.from(words)
const raw = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))
  )
const u32 = (...numbers: number[]) =>
  Buffer.concat(numbers.map((number) => Buffer.from([number >>> 24, number >>> 16, number >>> 8, number])))
const put = (bytes: Buffer, at: number, value: Buffer | number[]) => {
  const copy = Buffer.from(bytes)
  copy.set(value, at)
  return copy
}
const first = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at))

// Pictures
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0b5d43' }, limitInputPixels: false })
const jpeg = () => blank(64, 48).jpeg().toBuffer()
const webp = () => blank(64, 48).webp().toBuffer()
const frames = async () => sharp(await Promise.all(times(3, jpeg)), { join: { animated: true } })
const segment = (marker: number, data: Buffer) =>
  raw([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255], data)
/** Puts segments right after the start of a JPEG. */
const jpegWith = async (...segments: Buffer[]) => {
  const plain = await jpeg()
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)])
}
const exif = (ifd: Buffer) => segment(0xe1, raw('Exif\0\0MM\0*', u32(8), ifd))
const tag = (id: number, type: number, count: number, value: number) =>
  raw([id >> 8, id & 255, 0, type], u32(count, value))
/** Overwrites what follows a marker. */
const jpegPatched = async (marker: number, after: number, value: number[]) => {
  const plain = await jpeg()
  return put(plain, plain.indexOf(Buffer.from([0xff, marker])) + 2 + after, value)
}
/** A progressive JPEG that draws its last scan again and again. */
const manyScans = async (count: number) => {
  const plain = await blank(2000, 2000).jpeg({ progressive: true }).toBuffer()
  const scan = plain.subarray(plain.lastIndexOf(Buffer.from([0xff, 0xda])), -2)
  return Buffer.concat([plain.subarray(0, -2), ...times(count, () => scan), plain.subarray(-2)])
}

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]
const chunk = (type: string, data: Buffer = Buffer.alloc(0)) => {
  const body = raw(type, data)
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}
const ihdr = (width: number, height: number, depth = 8, colour = 2) =>
  chunk('IHDR', raw(u32(width, height), [depth, colour, 0, 0, 0]))
const END = chunk('IEND')
const png = (...chunks: Buffer[]) => raw(PNG_HEAD, ...chunks, END)
const PIXEL = chunk('IDAT', deflateSync(Buffer.alloc(4)))
/** One colour, whatever its size: a few kilobytes that unpack to hundreds of megabytes. */
const flat = (width: number, height: number, depth: number, colour: number, bits: number) =>
  png(
    ihdr(width, height, depth, colour),
    chunk('IDAT', deflateSync(Buffer.alloc(height * (1 + Math.ceil((width * bits) / 8))), { level: 9 }))
  )
const riff = (size: number, ...parts: Buffer[]) =>
  raw('RIFF', [size & 255, (size >> 8) & 255, (size >> 16) & 255, (size >>> 24) & 255], 'WEBP', ...parts)

// PDF
const pdf = (objects: readonly string[], trailer = '', head = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n') => {
  let body = head
  const places = objects.map((object, at) => {
    const place = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const ending = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`
  return raw(body + table + ending)
}
const PAGES = ['<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>']
const pdfThat = (catalog: string, ...more: string[]) =>
  pdf([`<</Type/Catalog/Pages 2 0 R${catalog}>>`, ...PAGES, ...more])
const stream = (bytes: Buffer, filter: string) =>
  `<</Length ${bytes.length}${filter}>>\nstream\n${bytes.toString('latin1')}\nendstream`
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

// ZIP and XLSX
const zip = (entries: Zippable) => Buffer.from(zipSync(entries, { level: 6 }))
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** A workbook with one sheet that has these rows. */
const parts = (rows: string, more: Zippable = {}, doctype = ''): Zippable => ({
  '[Content_Types].xml': strToU8(
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`
  ),
  '_rels/.rels': strToU8(
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
  ),
  'xl/workbook.xml': strToU8(
    `${XML}<workbook ${NS} xmlns:r="${REL}"><sheets><sheet name="事项" sheetId="1" r:id="rId1"/></sheets></workbook>`
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
  ),
  'xl/worksheets/sheet1.xml': strToU8(
    `${XML}${doctype}<worksheet ${NS}><sheetData>${rows}</sheetData></worksheet>`
  ),
  ...more
})
const book = (rows: string, more: Zippable = {}, doctype = '') => zip(parts(rows, more, doctype))
const cell = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
const FEW = row(1, cell('A1', '实施编码'))
/** Every central record of a ZIP, changed; a field's place counts from the record's start. */
const recordsPatched = (bytes: Buffer, at: number, value: number[], signature = [0x50, 0x4b, 1, 2]) => {
  const copy = Buffer.from(bytes)
  const mark = Buffer.from(signature)
  for (let found = copy.indexOf(mark); found >= 0; found = copy.indexOf(mark, found + 4))
    copy.set(value, found + at)
  return copy
}
/** Says in both of its records that nothing in it is larger than ten bytes. */
const modest = (bytes: Buffer) =>
  recordsPatched(recordsPatched(bytes, 24, [10, 0, 0, 0]), 22, [10, 0, 0, 0], [0x50, 0x4b, 3, 4])
/** Central records by the thousand that all name one entry (Fifield's overlap). */
const overlapping = (count: number) => {
  const one = zip({ 'xl/a.xml': new Uint8Array(4 * MB) })
  const start = one.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  const end = one.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const records = times(count, () => one.subarray(start, end))
  const tail = Buffer.from(one.subarray(end))
  tail.writeUInt16LE(count, 8)
  tail.writeUInt16LE(count, 10)
  tail.writeUInt32LE((end - start) * count, 12)
  return Buffer.concat([one.subarray(0, start), ...records, tail])
}
const nestedZip = (levels: number): Buffer => {
  let inner = zip({ 'a.txt': new Uint8Array(MB) })
  for (let level = 0; level < levels; level++)
    inner = zip({ 'a.zip': new Uint8Array(inner), 'b.zip': new Uint8Array(inner) })
  return inner
}

const JPG = 'image/jpeg'
const PNG = 'image/png'
const PDF = 'application/pdf'
const XLSX = `${TYPE}.sheet`
const ZIP = 'application/zip'
const photos: File[] = (
  [
    ['a JPEG', jpeg],
    ['JPEG cut after its head', async () => (await jpeg()).subarray(0, 20)],
    ['JPEG cut in half', async () => first(await blank(800, 600).jpeg().toBuffer(), 0.5)],
    ['JPEG without its end', async () => (await jpeg()).subarray(0, -2)],
    ['JPEG with bytes after its end', async () => raw(await jpeg(), Buffer.alloc(MB, 'x'))],
    [
      'JPEG and HTML',
      async () => raw(await jpegWith(segment(0xfe, text('<script>alert(1)</script>'))), '<html>')
    ],
    ['JPEG and PHP', async () => raw(await jpeg(), '<?php system($_GET[0]); ?>')],
    ['JPEG and ZIP', async () => raw(await jpeg(), zip({ 'a.html': strToU8('<script>') }))],
    ['JPEG of SOF 0 x 0', () => jpegPatched(0xc0, 3, [0, 0, 0, 0])],
    ['JPEG of SOF 65535', () => jpegPatched(0xc0, 3, [0xff, 0xff, 0xff, 0xff])],
    ['JPEG of SOF 7700', () => jpegPatched(0xc0, 3, [0x1e, 0x14, 0x1e, 0x14])],
    ['JPEG with 255 channels', () => jpegPatched(0xc0, 7, [0xff])],
    ['JPEG with a length of 0', () => jpegPatched(0xe0, 0, [0, 0])],
    ['JPEG with a length of 65535', () => jpegPatched(0xdb, 0, [0xff, 0xff])],
    ['JPEG with a bad table', () => jpegPatched(0xc4, 3, Array(16).fill(0xff))],
    ['JPEG of 59 megapixels', () => blank(7700, 7700).jpeg({ quality: 1 }).toBuffer()],
    [
      'progressive of 59 megapixels',
      () => blank(7700, 7700).jpeg({ progressive: true, quality: 1 }).toBuffer()
    ],
    [
      'progressive of 100 megapixels',
      () => blank(10_000, 10_000).jpeg({ progressive: true, quality: 1 }).toBuffer()
    ],
    ['progressive of 90 scans', () => manyScans(80)],
    ['progressive of 600 scans', () => manyScans(600)],
    ['JPEG 65000 x 1', () => blank(65_000, 1).jpeg().toBuffer()],
    ['JPEG 1 x 65000', () => blank(1, 65_000).jpeg().toBuffer()],
    ['JPEG 1 x 1', () => blank(1, 1).jpeg().toBuffer()],
    ['CMYK JPEG', () => blank(64, 48).toColourspace('cmyk').jpeg().toBuffer()],
    ['grey JPEG', () => blank(64, 48).greyscale().jpeg().toBuffer()],
    ['EXIF orientation 9', () => jpegWith(exif(raw([0, 1], tag(0x112, 3, 1, 9 << 16), u32(0))))],
    ['EXIF orientation 6', () => jpegWith(exif(raw([0, 1], tag(0x112, 3, 1, 6 << 16), u32(0))))],
    ['EXIF loop', () => jpegWith(exif(raw([0, 1], tag(0x8769, 4, 1, 8), u32(8))))],
    ['EXIF count of 4294967295', () => jpegWith(exif(raw([0, 1], tag(0x9286, 7, 0xffffffff, 8), u32(0))))],
    [
      'EXIF of 5000 tags',
      () => jpegWith(exif(raw([0x13, 0x88], ...times(5000, (at) => tag(at, 4, 1, 8)), u32(0))))
    ],
    ['EXIF cut', () => jpegWith(exif(raw([0xff, 0xff])))],
    ['140 EXIF of 65 kB', () => jpegWith(...times(140, () => exif(Buffer.alloc(65_000))))],
    [
      'XMP with an entity',
      () =>
        jpegWith(
          segment(
            0xe1,
            text(
              'http://ns.adobe.com/xap/1.0/\0<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
            )
          )
        )
    ],
    [
      'broken ICC profile',
      () => jpegWith(segment(0xe2, raw('ICC_PROFILE\0', [1, 1], Buffer.alloc(200, 0xff))))
    ],
    [
      'ICC profile in 255 missing parts',
      () => jpegWith(segment(0xe2, raw('ICC_PROFILE\0', [9, 255], Buffer.alloc(200))))
    ],
    ['10,000 comments', () => jpegWith(...times(10_000, () => segment(0xfe, text('x'))))],
    ['10 MB to the byte', async () => raw(await jpeg(), Buffer.alloc(10 * MB - (await jpeg()).length))],
    ['more than 10 MB', async () => raw(await jpeg(), Buffer.alloc(10 * MB))]
  ] as [string, () => Made][]
).map(([name, make]) => [name, make, 'a.jpg', JPG])

const drawings: File[] = (
  [
    ['a PNG', () => blank(64, 48).png().toBuffer()],
    ['PNG cut in half', async () => first(await blank(800, 600).png().toBuffer(), 0.5)],
    ['PNG of 100000 x 100000', () => png(ihdr(100_000, 100_000), PIXEL)],
    ['PNG of 2147483647', () => png(ihdr(0x7fffffff, 0x7fffffff), PIXEL)],
    ['PNG of 0 x 0', () => png(ihdr(0, 0), PIXEL)],
    ['PNG bomb of 400 megapixels', () => flat(20_000, 20_000, 1, 0, 1)],
    ['PNG bomb of 59 megapixels', () => flat(7700, 7700, 8, 2, 24)],
    ['PNG of 16 bits and 59 megapixels', () => flat(7700, 7700, 16, 6, 64)],
    ['PNG 1 x 1000000', () => flat(1, 1_000_000, 1, 0, 1)],
    ['PNG 1000000 x 1', () => flat(1_000_000, 1, 1, 0, 1)],
    ['PNG with a bad head CRC', async () => put(await blank(9, 9).png().toBuffer(), 29, [0, 0, 0, 0])],
    ['PNG with a bad data CRC', () => png(ihdr(1, 1), put(PIXEL, PIXEL.length - 4, [0, 0, 0, 0]))],
    ['PNG with bad data', () => png(ihdr(1, 1), chunk('IDAT', text('not zlib')))],
    ['PNG with too little data', () => png(ihdr(1000, 1000), PIXEL)],
    ['PNG without data', () => png(ihdr(1, 1))],
    ['PNG without a palette', () => png(ihdr(1, 1, 8, 3), PIXEL)],
    ['PNG with colour 7', () => png(ihdr(1, 1, 8, 7), PIXEL)],
    ['PNG without its end', () => raw(PNG_HEAD, ihdr(1, 1), PIXEL)],
    ['PNG with a chunk of 2 GB', () => raw(PNG_HEAD, ihdr(1, 1), u32(0x7fffffff), 'IDATx')],
    [
      'PNG with a text bomb',
      () => png(ihdr(1, 1), chunk('zTXt', raw('a\0\0', deflateSync(Buffer.alloc(100 * MB)))), PIXEL)
    ],
    [
      'PNG with an ICC bomb',
      () => png(ihdr(1, 1), chunk('iCCP', raw('a\0\0', deflateSync(Buffer.alloc(100 * MB)))), PIXEL)
    ],
    [
      'PNG with 50,000 texts',
      () => png(ihdr(1, 1), ...times(50_000, () => chunk('tEXt', text('a\0b'))), PIXEL)
    ],
    [
      'APNG',
      () =>
        png(
          ihdr(1, 1),
          chunk('acTL', u32(1000, 0)),
          chunk('fcTL', raw(u32(0, 1, 1, 0, 0), [0, 0, 0, 1, 0, 0])),
          PIXEL
        )
    ],
    ['APNG of 4294967295 frames', () => png(ihdr(1, 1), chunk('acTL', u32(0xffffffff, 0)), PIXEL)],
    ['PNG and script', async () => raw(await blank(9, 9).png().toBuffer(), '<script>alert(1)</script>')],
    ['PNG head and a JPEG', async () => raw(PNG_HEAD, await jpeg())]
  ] as [string, () => Made][]
).map(([name, make]) => [name, make, 'a.png', PNG])

const otherPictures: File[] = [
  ['a WebP', webp, 'a.webp', 'image/webp'],
  ['WebP cut in half', async () => first(await webp(), 0.5), 'a.webp', 'image/webp'],
  [
    'WebP with a size of 4 GB',
    async () => put(await webp(), 4, [255, 255, 255, 255]),
    'a.webp',
    'image/webp'
  ],
  [
    'WebP of 16384 x 16384',
    () => riff(22, raw('VP8X', [10, 0, 0, 0, 2, 0, 0, 0], Array(6).fill(255))),
    'a.webp',
    'image/webp'
  ],
  ['animated WebP', async () => (await frames()).webp().toBuffer(), 'a.webp', 'image/webp'],
  ['animated GIF', async () => (await frames()).gif().toBuffer(), 'a.gif', 'image/gif'],
  ['GIF and script', () => raw('GIF89a/*', Buffer.alloc(40), '*/=1;alert(1)//;'), 'a.gif', 'image/gif'],
  ['an AVIF', () => blank(64, 48).avif().toBuffer(), 'a.heic', 'image/heic'],
  [
    'AVIF named HEIC inside',
    async () => put(await blank(64, 48).avif().toBuffer(), 8, [...text('heic')]),
    'a.heic',
    'image/heic'
  ],
  ['a TIFF', () => blank(64, 48).tiff().toBuffer(), 'a.jpg', JPG],
  [
    'SVG with script',
    () => text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'a.svg',
    'image/svg+xml'
  ],
  [
    'SVG named JPEG',
    () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" width="9" height="9"/>'),
    'a.jpg',
    JPG
  ],
  [
    'SVG that reads a file',
    () => text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    'a.png',
    PNG
  ],
  [
    'SVG with entities',
    () => text('<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>'),
    'a.svg',
    JPG
  ]
]

const papers: File[] = (
  [
    ['a PDF', () => pdfThat('')],
    ['PDF cut in half', () => first(pdfThat(''), 0.5)],
    ['PDF of head and end only', () => text('%PDF-1.7\nstartxref\n0\n%%EOF')],
    ['PDF with script', () => pdfThat('/OpenAction 4 0 R', '<</S/JavaScript/JS(app.alert\\(1\\))>>')],
    ['PDF that launches', () => pdfThat('/OpenAction<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)/P(/c calc)>>>>')],
    ['PDF with a hex name', () => pdfThat('/Open#41ction<</S/J#61vaScript/JS(1)>>')],
    ['PDF that opens a link', () => pdfThat('/OpenAction<</S/URI/URI(http://127.0.0.1:5432/)>>')],
    ['PDF that sends a form', () => pdfThat('/AcroForm<</Fields[]/XFA 4 0 R>>', stream(text('<xdp/>'), ''))],
    [
      'PDF with a file inside',
      () =>
        pdfThat(
          '/Names<</EmbeddedFiles<</Names[(a.exe)4 0 R]>>>>',
          '<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>',
          stream(text('MZ'), '/Type/EmbeddedFile')
        )
    ],
    [
      'encrypted PDF',
      () =>
        pdf(
          [
            '<</Type/Catalog/Pages 2 0 R>>',
            ...PAGES,
            `<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>>>`
          ],
          `/Encrypt 4 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`
        )
    ],
    [
      'PDF whose pages hold themselves',
      () => pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>'])
    ],
    ['PDF whose table holds itself', () => pdf(['<</Type/Catalog/Pages 2 0 R>>', ...PAGES], '/Prev 9')],
    [
      'PDF bomb',
      () =>
        pdfThat(
          '/Metadata 4 0 R',
          stream(deflateSync(deflateSync(Buffer.alloc(100 * MB))), '/Filter[/FlateDecode/FlateDecode]')
        )
    ],
    ['PDF of 10,000 levels', () => pdfThat(`/A${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    [
      'PDF page of 1e38 points',
      () =>
        pdf([
          '<</Type/Catalog/Pages 2 0 R>>',
          PAGES[0]!,
          '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e38 -1e38]>>'
        ])
    ],
    ['PDF after 1000 bytes', () => raw(Buffer.alloc(1000, ' '), pdfThat(''))],
    ['PDF and ZIP', () => raw(pdfThat(''), zip({ 'a.html': strToU8('<script>') }))],
    [
      'PDF and HTML',
      () => pdf(['<</Type/Catalog/Pages 2 0 R>>', ...PAGES], '', '%PDF-1.7\n<script>alert(1)</script>\n')
    ],
    ['PDF and bytes after', () => raw(pdfThat(''), Buffer.alloc(5000))],
    ['EICAR in a PDF', () => pdfThat('/Metadata 4 0 R', stream(text(EICAR), ''))],
    ['PDF with two ends', () => raw(pdfThat(''), pdfThat(''))]
  ] as [string, () => Made][]
).map(([name, make]) => [name, make, 'a.pdf', PDF])

const LAUGHS = `<!DOCTYPE a [<!ENTITY l0 "lol">${times(9, (at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')}]>`
const sheets: File[] = (
  [
    ['a workbook', () => book(FEW)],
    ['cell at XFD1048576', () => book(row(1_048_576, cell('XFD1048576', 'x')))],
    ['cells at A1 and XFD1048576', () => book(FEW + row(1_048_576, cell('XFD1048576', 'x')))],
    ['cell at XFD1', () => book(row(1, cell('XFD1', 'x')))],
    ['cell at A1048576', () => book(row(1_048_576, cell('A1048576', 'x')))],
    ['cell beyond every sheet', () => book(row(99_999_999, cell('ZZZZZ99999999', 'x')))],
    ['cell at A0', () => book(row(0, cell('A0', 'x')))],
    [
      'cell at no place',
      () => book(row(-1, '<c t="inlineStr"><is><t>x</t></is></c><c r="__proto__"><v>1</v></c>'))
    ],
    [
      'sheet that lies about its size',
      () => book(`${FEW}</sheetData><dimension ref="A1:XFD1048576"/><sheetData>`)
    ],
    ['60,000 rows', () => book(times(60_000, (at) => row(at + 1, cell(`A${at + 1}`, 'x'))).join(''))],
    ['16,384 columns', () => book(row(1, '<c t="inlineStr"><is><t>x</t></is></c>'.repeat(16_384)))],
    ['400,000 empty rows', () => book('<row/>'.repeat(400_000))],
    ['one cell of 20 MB', () => book(row(1, cell('A1', 'x'.repeat(20 * MB))))],
    [
      'formulas',
      () =>
        book(
          row(
            1,
            '<c r="A1"><f>HYPERLINK("http://evil.example","x")</f><v>1</v></c><c r="B1" t="str"><f>cmd|\'/c calc\'!A0</f><v>=1+1</v></c>'
          )
        )
    ],
    [
      'cells of errors',
      () =>
        book(
          row(
            1,
            '<c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>7</v></c><c r="C1" t="d"><v>2026-02-30</v></c><c r="D1" t="zz"><v>1</v></c>'
          )
        )
    ],
    [
      'numbers too large',
      () => book(row(1, '<c r="A1"><v>1e400</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>-1e308</v></c>'))
    ],
    [
      'shared text that is not there',
      () => book(row(1, '<c r="A1" t="s"><v>999999999</v></c><c r="B1" t="s"><v>-1</v></c>'))
    ],
    ['style that is not there', () => book(row(1, '<c r="A1" s="99999"><v>1</v></c>'))],
    [
      'workbook with an external entity',
      () => book(row(1, cell('A1', '&x;')), {}, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ],
    ['workbook of a billion laughs', () => book(row(1, cell('A1', '&l9;')), {}, LAUGHS)],
    ['sheet of 200,000 levels', () => book('<a>'.repeat(200_000) + '</a>'.repeat(200_000))],
    ['sheet that does not close', () => book('<row><c><v>')],
    ['sheet with a NUL', () => book(row(1, cell('A1', '\u0000&#0;\u0001&#xd800;')))],
    [
      'sheet that is not UTF-8',
      () => zip({ ...parts(''), 'xl/worksheets/sheet1.xml': new Uint8Array(1000).fill(255) })
    ],
    [
      'empty parts',
      () => zip(Object.fromEntries(Object.keys(parts('')).map((name) => [name, new Uint8Array()])))
    ],
    [
      'workbook without its sheet',
      () => zip(Object.fromEntries(Object.entries(parts('')).filter(([name]) => !name.includes('sheet1'))))
    ],
    [
      'sheet that points outside',
      () =>
        book(FEW, {
          'xl/_rels/workbook.xml.rels': strToU8(
            `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="../../../etc/passwd" TargetMode="External"/></Relationships>`
          )
        })
    ],
    [
      '2000 sheets',
      () =>
        book(FEW, {
          'xl/workbook.xml': strToU8(
            `<workbook xmlns:r="${REL}"><sheets>${'<sheet name="事项" sheetId="1" r:id="rId1"/>'.repeat(2000)}</sheets></workbook>`
          )
        })
    ],
    [
      'workbook with macros',
      () => book(FEW, { 'xl/vbaProject.bin': new Uint8Array(raw([0xd0, 0xcf, 0x11, 0xe0])) })
    ],
    ['bomb of 64 MB, declared', () => book(FEW, { 'xl/big.xml': new Uint8Array(64 * MB) })],
    ['sheet of 59 MB of spaces', () => book(' '.repeat(59 * MB - 1000))],
    ['bomb of 100 MB, undeclared', () => modest(book(' '.repeat(100 * MB)))],
    ['bomb of rows, undeclared', () => modest(book('<row/>'.repeat(2_000_000)))],
    ['old .xls', () => raw([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Buffer.alloc(5000))],
    ['HTML named XLSX', () => text('<html><table><tr><td>=1+1</td></tr></table></html>')],
    ['CSV named XLSX', () => text('\ufeff实施编码,名称\n=1+1,"坏"\n')],
    [
      'Word file',
      () => zip({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w:document/>') })
    ]
  ] as [string, () => Made][]
).map(([name, make]) => [name, make, 'a.xlsx', XLSX])

const zips: File[] = (
  [
    ['empty ZIP', () => zip({})],
    ['ZIP cut in half', () => first(book(FEW), 0.5)],
    ['ZIP without its end record', () => book(FEW).subarray(0, -22)],
    [
      'ZIP that climbs',
      () =>
        zip({ '../../../../tmp/evil.txt': strToU8('x'), '/etc/evil': strToU8('x'), '..\\evil': strToU8('x') })
    ],
    [
      'ZIP with odd names',
      () =>
        zip({
          'a\u0000.xml': strToU8('x'),
          constructor: strToU8('x'),
          'a\r\nb': strToU8('x'),
          [`${'x'.repeat(60_000)}`]: strToU8('x')
        })
    ],
    [
      'ZIP with __proto__',
      // fflate cannot write such a name: it is put in afterwards.
      () =>
        raw(
          zip({ __prot0__: strToU8('x'), '__prot0__/isAdmin': strToU8('1') })
            .toString('latin1')
            .replaceAll('__prot0__', '__proto__')
        )
    ],
    [
      'ZIP of 10,000 entries',
      () => zip(Object.fromEntries(times(10_000, (at) => [`a${at}`, new Uint8Array(1)])))
    ],
    [
      'ZIP of 30,000 entries',
      () => zip(Object.fromEntries(times(30_000, (at) => [`a${at}`, new Uint8Array()])))
    ],
    ['ZIP of 6 levels', () => nestedZip(6)],
    ['overlapping ZIP', () => overlapping(5000)],
    ['overlapping ZIP, undeclared', () => modest(overlapping(5000))],
    [
      'encrypted ZIP',
      () => recordsPatched(recordsPatched(book(FEW), 8, [1, 0]), 6, [1, 0], [0x50, 0x4b, 3, 4])
    ],
    [
      'ZIP of an unknown method',
      () => recordsPatched(recordsPatched(book(FEW), 10, [99, 0]), 8, [99, 0], [0x50, 0x4b, 3, 4])
    ],
    ['ZIP that places entries outside', () => recordsPatched(book(FEW), 42, [255, 255, 255, 127])],
    ['ZIP of 4 GB sizes', () => recordsPatched(book(FEW), 24, [255, 255, 255, 255])],
    ['ZIP with a negative size', () => recordsPatched(book(FEW), 20, [0, 0, 0, 128])],
    ['ZIP of bad CRC', () => recordsPatched(book(FEW), 16, [0, 0, 0, 0])],
    ['ZIP after a JPEG', async () => raw(await jpeg(), book(FEW))],
    [
      'ZIP with a comment of an end',
      () => raw(book(FEW).subarray(0, -2), [22, 0], [0x50, 0x4b, 5, 6], Buffer.alloc(18))
    ]
  ] as [string, () => Made][]
).map(([name, make]) => [name, make, 'a.zip', ZIP])

const tar = () => {
  const head = Buffer.alloc(512)
  head.write('../../evil\0')
  head.write('0000644\0', 100)
  head.write('ustar\x0000', 257)
  return raw(head, Buffer.alloc(1024))
}
const others: File[] = [
  ['no bytes', () => Buffer.alloc(0), 'a.jpg', JPG],
  ['one byte', () => Buffer.from([0xff]), 'a.jpg', JPG],
  ['one line break', () => text('\n'), 'a.jpg', JPG],
  ['5 MB of NUL', () => Buffer.alloc(5 * MB), 'a.jpg', JPG],
  ['5 MB of ff', () => Buffer.alloc(5 * MB, 0xff), 'a.jpg', JPG],
  ['plain text', () => text('路灯坏了'), 'a.txt', 'text/plain'],
  ['EICAR', () => text(EICAR), 'a.txt', 'text/plain'],
  ['EICAR in a ZIP', () => zip({ 'a.com': strToU8(EICAR) }), 'a.zip', ZIP],
  ['HTML named JPEG', () => text('<!doctype html><script>alert(1)</script>'), 'a.jpg', JPG],
  ['gzip bomb', () => gzipSync(Buffer.alloc(100 * MB)), 'a.gz', 'application/gzip'],
  ['tar that climbs', tar, 'a.tar', 'application/x-tar'],
  [
    'MP4 head',
    () => raw(u32(32), 'ftypisom', u32(512), 'isomiso2avc1mp41', u32(0xffffffff), 'mdat'),
    'a.mp4',
    'video/mp4'
  ],
  ['HEIC head', () => raw(u32(24), 'ftypheic', u32(0), 'mif1heic'), 'a.heic', 'image/heic'],
  [
    'HEIC with a huge box',
    () => raw(u32(24), 'ftypheic', u32(0), 'mif1heic', u32(0x7fffffff), 'meta', Buffer.alloc(99)),
    'a.heic',
    'image/heic'
  ],
  ['ftyp box of 4 GB', () => raw(u32(0xffffffff), 'ftypheic', Buffer.alloc(99)), 'a.heic', 'image/heic'],
  [
    'ID3 tag of 256 MB before',
    () => raw('ID3', [4, 0, 0, 127, 127, 127, 127], Buffer.alloc(99)),
    'a.jpg',
    JPG
  ],
  ['ID3 before a JPEG', async () => raw('ID3', [4, 0, 0, 0, 0, 0, 5], 'xxxxx', await jpeg()), 'a.jpg', JPG],
  [
    'EBML of odd sizes',
    () => raw([0x1a, 0x45, 0xdf, 0xa3, 1, 255, 255, 255, 255, 255, 255, 255]),
    'a.webm',
    'video/webm'
  ],
  [
    'ASF loop',
    () => raw([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9], Buffer.alloc(200)),
    'a.wmv',
    JPG
  ],
  ['TIFF of a far IFD', () => raw('II*\0', [0xff, 0xff, 0xff, 0x7f], Buffer.alloc(99)), 'a.tif', JPG]
]

/** Files that end where others' signatures do: [kind, first bytes in latin1]. */
const MAGIC: readonly (readonly [kind: string, bytes: string])[] = [
  ['JPEG', '\xff\xd8\xff'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['GIF', 'GIF89a'],
  ['WebP', 'RIFF\0\0\0\0WEBP'],
  ['BMP', 'BM'],
  ['ICO', '\0\0\x01\0'],
  ['PSD', '8BPS\0\x01'],
  ['JPEG XL', '\xff\x0a'],
  ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['PDF', '%PDF-'],
  ['ZIP', 'PK\x03\x04'],
  ['RAR', 'Rar!\x1a\x07\x01\0'],
  ['7z', "7z\xbc\xaf'\x1c"],
  ['gzip', '\x1f\x8b\x08'],
  ['xz', '\xfd7zXZ\0'],
  ['bzip2', 'BZh9'],
  ['ELF', '\x7fELF\x02\x01\x01\0'],
  ['EXE', 'MZ\x90\0'],
  ['Mach-O', '\xcf\xfa\xed\xfe'],
  ['Java class', '\xca\xfe\xba\xbe\0\0\0\x34'],
  ['WebAssembly', '\0asm\x01\0\0\0'],
  ['Flash', 'CWS\x09'],
  ['RTF', '{\\rtf1'],
  ['MP3', 'ID3\x04\0'],
  ['Ogg', 'OggS\0'],
  ['FLAC', 'fLaC'],
  ['AMR', '#!AMR\n'],
  ['shell script', '#!/bin/sh\nid\n'],
  ['SQLite', 'SQLite format 3\0'],
  ['PostScript', '%!PS-Adobe-3.0\n'],
  ['EPS polyglot', '\xc5\xd0\xd3\xc6'],
  ['Windows link', 'L\0\0\0\x01\x14\x02\0']
]

/** Names that a careless service would open, log or send on. */
const NAMES: readonly (readonly [name: string, filename: string])[] = [
  ['climbs', '../../../etc/passwd'],
  ['climbs on Windows', '..\\..\\win.ini'],
  ['climbs encoded', '..%2f..%2fa.jpg'],
  ['from the root', '/etc/passwd'],
  ['NUL', 'a.php\u0000.jpg'],
  ['CRLF', 'a.jpg"\r\nX-Evil: 1\r\n\r\n'],
  ['quotes', 'a"; filename="b.php'],
  ['300 letters', `${'x'.repeat(296)}.jpg`],
  ['300 Chinese letters', `${'长'.repeat(296)}.jpg`],
  ['10,000 letters', 'x'.repeat(10_000)],
  ['RTL override', 'a\u202egpj.exe'],
  ['two endings', 'a.php.jpg'],
  ['nothing', ''],
  ['dot', '.'],
  ['dots', '..'],
  ['spaces', '   '],
  ['device', 'CON.jpg'],
  ['stream', 'a.jpg::$DATA'],
  ['script', '<img src=x onerror=alert(1)>.jpg'],
  ['shell', '$(id);`id`|id.jpg'],
  ['SQL', "a'; drop table files; --.jpg"],
  ['formula', '=cmd|x.jpg'],
  ['lone surrogate', 'a\ud83d.jpg'],
  ['emoji', '\u{1f621}.jpg'],
  ['__proto__', '__proto__'],
  ['RFC 5987', "UTF-8''%e2%80%ae.jpg"],
  ['bad percent', '%E0%A4%A.jpg']
]

/** Types a client may claim for a sound picture. */
const MIMES = [
  '',
  'image/svg+xml',
  'text/html',
  'application/x-httpd-php',
  'multipart/form-data; boundary=x',
  'image/jpeg; charset=\u0000',
  'x'.repeat(5000)
]

export const FILES: readonly File[] = [
  ...photos,
  ...drawings,
  ...otherPictures,
  ...papers,
  ...sheets,
  ...zips,
  ...others,
  ...MAGIC.map(([kind, bytes]): File => [`only the head of ${kind}`, () => raw(bytes), 'a.jpg', JPG]),
  ...NAMES.map(([name, filename]): File => [`name: ${name}`, jpeg, filename, JPG]),
  ...MIMES.map((mime, at): File => [`claimed type ${at + 1}`, jpeg, 'a.jpg', mime])
]

/** One file as a form, its name and type unescaped, as no browser but an attacker sends them. */
export function rawForm(bytes: Buffer, filename: string, mime: string) {
  const head = `--edge\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${mime}\r\n\r\n`
  return {
    type: 'multipart/form-data; boundary=edge',
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')])
  }
}
