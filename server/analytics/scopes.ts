/** The group of those who asked this, who found nothing for it, who opened something of it. */
export function scopeOf(what: 'asked' | 'nothing' | 'clicked', question: Uint8Array): string {
  return `${what} ${Buffer.from(question).toString('base64url')}`;
}
