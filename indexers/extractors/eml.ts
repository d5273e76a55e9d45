import type { Extractor } from '../types.ts';

/** Mails, each attachment read like a file of its own, and web pages saved as one file (MHT: a mail that nobody sent). */
export const emlExtractor: Extractor = {
  name: 'eml',
  version: 2,
  extensions: ['eml', 'emlx', 'mht', 'mhtml'],
  mediaTypes: ['message/rfc822', 'multipart/related'],
  async extract(file, context) {
    const { readEml } = await import('./mail/read-eml.ts');
    return readEml(file, context);
  },
};
