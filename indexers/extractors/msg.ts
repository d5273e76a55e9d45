import type { Extractor } from '../types.ts';

/** Mails, appointments and notes as Outlook saves them. */
export const msgExtractor: Extractor = {
  name: 'msg',
  version: 1,
  extensions: ['msg', 'oft'],
  mediaTypes: ['application/vnd.ms-outlook'],
  async extract(file, context) {
    const { readMsg } = await import('./mail/read-msg.ts');
    return readMsg(file, context);
  },
};
