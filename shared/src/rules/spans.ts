/** A passage of a text, in UTF-16 positions. */
type Passage = Readonly<{ start: number; end: number }>

/** The text cut at its spans: put together again the pieces are the text, to the letter. */
export function piecesOf<S extends Passage>(text: string, spans: readonly S[]): { text: string; span?: S }[] {
  const pieces: { text: string; span?: S }[] = []
  let at = 0
  for (const span of spans) {
    if (span.start > at) pieces.push({ text: text.slice(at, span.start) })
    pieces.push({ text: text.slice(span.start, span.end), span })
    at = span.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** Every place a word stands at; overlapping ones once. */
export function placesOf(text: string, word: string): Passage[] {
  const found: Passage[] = []
  for (let from = text.indexOf(word); word && from >= 0; from = text.indexOf(word, from + word.length))
    found.push({ start: from, end: from + word.length })
  return found
}

/** The spans and, where no other stands in the way, every place of `word` as a new one; in order. */
export function withWord<S extends Passage>(
  text: string,
  spans: readonly S[],
  word: string,
  made: (place: Passage) => S
): S[] {
  const fresh = placesOf(text, word).filter(
    ({ start, end }) => !spans.some((span) => span.start < end && start < span.end)
  )
  return [...spans, ...fresh.map(made)].sort((a, b) => a.start - b.start)
}
