import type { Extractor } from '../types.ts';

/** Mailboxes as Unix programs, Thunderbird and exports of mail services keep them: one mail after the other. */
export const mboxExtractor: Extractor = {
  name: 'mbox',
  version: 2,
  extensions: ['mbox'],
  mediaTypes: ['application/mbox'],
  headBytes: 50 * 1024 * 1024,
  async extract(file, context) {
    const { readMbox } = await import('./mail/read-mbox.ts');
    return readMbox(file.bytes(), context);
  },
};
