/** The bytes of an id, one character each: strings compare as the ledger compares ids, by their bytes. */
export function byteOrder(id: string): string {
  return PLAIN.test(id) ? id : Buffer.from(id, 'utf8').toString('latin1');
}

// Printable ASCII is its own bytes.
const PLAIN = /^[ -~]*$/;
