const HEADER_BYTES = 16;
const COMPRESSED = 0x75465a4c;
const WINDOW = 4096;
const MAX_BYTES = 32 * 1024 * 1024;
/** MS-OXRTFCP 2.1.2.1: what every window begins with. */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** The formatted text of an Outlook message as RTF; as far as it goes for a damaged one. */
export function decompressRtf(packed: Buffer): Buffer {
  if (packed.length < HEADER_BYTES) return Buffer.alloc(0);
  if (packed.readUInt32LE(8) !== COMPRESSED) return packed.subarray(HEADER_BYTES);
  const window = Buffer.alloc(WINDOW, 0x20);
  let writeAt = window.write(DICTIONARY, 'latin1');
  const declared = packed.readUInt32LE(4);
  const out = Buffer.alloc(Math.min(declared, MAX_BYTES, packed.length * 20));
  let length = 0;

  const put = (byte: number): void => {
    out[length] = byte;
    length += 1;
    window[writeAt] = byte;
    writeAt = (writeAt + 1) % WINDOW;
  };

  let at = HEADER_BYTES;
  while (at < packed.length && length < out.length) {
    const control = packed.readUInt8(at);
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length && length < out.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(packed.readUInt8(at));
        at += 1;
        continue;
      }
      if (at + 2 > packed.length) return out.subarray(0, length);
      const reference = packed.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      // A reference to the place that is written next ends the text.
      if (from === writeAt) return out.subarray(0, length);
      for (let copied = 0; copied < (reference & 15) + 2 && length < out.length; copied += 1)
        put(window[(from + copied) % WINDOW] ?? 0);
    }
  }
  return out.subarray(0, length);
}
