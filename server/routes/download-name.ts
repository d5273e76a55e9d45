/**
 * A file's name as a browser may save it. Control characters end lines, and the marks that turn the direction of writing show
 * `invoice<RLO>fdp.exe` as `invoiceexe.pdf`; quotes and everything else beyond ASCII are escaped by RFC 6266 and RFC 8187.
 */
export function downloadName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_').replaceAll(/[/\\]/g, '_');
}
