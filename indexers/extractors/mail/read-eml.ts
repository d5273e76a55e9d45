import type { Extracted, ExtractionContext, ExtractorInput } from '../../types/extraction.ts';
import { readHtml } from '../read-html.ts';
import { describePage } from '../read-html-file.ts';
import { extractMessage, readAttachments } from './message.ts';
import { parseMessage } from './parse-message.ts';

/** Apple Mail puts the length of the message on a line before it, and a list of properties behind. */
const LENGTH_LINE = /^(\d{1,10})[ \t]*\r?\n/;
/** Taken from a mailbox together with the line that begins a mail there. */
const MAILBOX_LINE = /^From \S[^\n]*\n/;
const LONGEST_FIRST_LINE = 1000;

export async function readEml(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const { message, html, isSavedPage } = await parseMessage(messageIn(file.bytes()));
  if (!isSavedPage || html === '') return extractMessage(message, context);
  const page = describePage(readHtml(html, context));
  const parts = await readAttachments(message.attachments, context);
  const title = page.title ?? message.subject;
  return {
    ...page,
    ...(title === '' ? {} : { title }),
    ...(page.createdAt === undefined && message.sentAt !== undefined ? { createdAt: message.sentAt } : {}),
    sections: [...page.sections, ...parts.sections],
    warnings: [...page.warnings, ...parts.warnings],
  };
}

function messageIn(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, LONGEST_FIRST_LINE)).toString('latin1');
  const length = LENGTH_LINE.exec(start);
  if (length !== null) return bytes.subarray(length[0].length, length[0].length + Number(length[1]));
  return bytes.subarray(MAILBOX_LINE.exec(start)?.[0].length ?? 0);
}
