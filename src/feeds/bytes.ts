/**
 * Text of a file: UTF-8, UTF-16 if it says so, else the old Western encoding in which spreadsheets still save CSV
 * ("Café" would otherwise lose its last letter).
 */
export function decodeText(chunks: readonly Uint8Array[]): string {
  let [bytes = new Uint8Array()] = chunks;
  if (chunks[1]) {
    bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
  }
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

/** What a file begins with, to see what it is. */
export const beginningOf = (bytes: Uint8Array = new Uint8Array()): string => new TextDecoder().decode(bytes.subarray(0, 2 ** 16));
