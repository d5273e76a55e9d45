const NAMES: Record<number, string> = { 96: 'bind', 66: 'unbind', 99: 'search', 119: 'extended', 80: 'abandon' };

/** The kinds of requests in what clients sent in clear, in order (RFC 4511, 4.1.1: each is a sequence of id and operation). */
export function operationsIn(sent: Buffer): string[] {
  const operations: string[] = [];
  for (let at = 0; at < sent.length; ) {
    const message = elementAt(sent, at);
    const id = elementAt(sent, message.start);
    const tag = sent[id.end] ?? 0;
    operations.push(NAMES[tag] ?? `operation ${tag}`);
    at = message.end;
  }
  return operations;
}

/** Where the content of a BER element starts and ends (X.690, 8.1.3). */
function elementAt(bytes: Buffer, at: number): { start: number; end: number } {
  const first = bytes[at + 1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + octets;
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets);
  return { start, end: start + length };
}
