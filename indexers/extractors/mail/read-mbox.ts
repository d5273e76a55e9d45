import type { Extracted, ExtractionContext, Section } from '../../types/extraction.ts';
import { ExtractionError } from '../extraction-error.ts';
import { tooLong } from '../section-builder.ts';
import { extractMessage, type Message, readAttachments, readText } from './message.ts';
import { parseMessage } from './parse-message.ts';

const MOST_MESSAGES = 5000;
const LF = 10;

/** One section for each mail, under its subject, and its attachments behind it. A single mail is read like one. */
export async function readMbox(bytes: Uint8Array, context: ExtractionContext): Promise<Extracted> {
  const [first, second] = messagesIn(bytes);
  if (first !== undefined && second === undefined) return extractMessage((await parseMessage(first)).message, context);
  return readMails(bytes, context);
}

async function readMails(bytes: Uint8Array, context: ExtractionContext): Promise<Extracted> {
  const sections: Section[] = [];
  const warnings: string[] = [];
  let left = context.maxCharacters;
  let count = 0;
  let unreadable = 0;
  for (const mail of messagesIn(bytes)) {
    count += 1;
    if (left <= 0 || count > MOST_MESSAGES) break;
    const message = await parseOne(mail);
    if (message === undefined) unreadable += 1;
    else {
      const text = readText(message, { ...context, maxCharacters: left });
      const own = text.sections.map(joined).join('\n\n').slice(0, left);
      left -= own.length;
      const parts = await readAttachments(message.attachments, context);
      sections.push({ text: own, ...(message.subject === '' ? {} : { heading: message.subject }) }, ...parts.sections);
      warnings.push(
        ...text.warnings.filter((warning) => !warning.startsWith('Only the first')),
        ...message.warnings,
        ...parts.warnings,
      );
    }
  }
  if (left <= 0) warnings.push(tooLong(context));
  else if (count > MOST_MESSAGES) warnings.push(`Only the first ${MOST_MESSAGES} mails were read`);
  if (unreadable > 0) warnings.push(`${unreadable} of its mails cannot be read`);
  return { authors: [], sections, warnings };
}

function joined({ text, heading }: Section): string {
  return heading === undefined ? text : `${heading}\n${text}`;
}

/** One bad mail does not cost the others. */
async function parseOne(mail: Uint8Array): Promise<Message | undefined> {
  try {
    return (await parseMessage(mail)).message;
  } catch (error) {
    if (error instanceof ExtractionError) return undefined;
    throw error;
  }
}

/** RFC 4155: each begins with a line "From …" after an empty one (or at the start); that line is left out. */
function* messagesIn(bytes: Uint8Array): Generator<Uint8Array> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = afterLine(data, 0);
  while (start < data.length) {
    let next = data.indexOf('\nFrom ', start);
    while (next !== -1 && !isAfterEmptyLine(data, next)) next = data.indexOf('\nFrom ', next + 1);
    const end = next === -1 ? data.length : next + 1;
    yield data.subarray(start, end);
    start = next === -1 ? data.length : afterLine(data, end);
  }
}

function isAfterEmptyLine(data: Buffer, lineEnd: number): boolean {
  const before = data[lineEnd - 1];
  return before === LF || (before === 13 && data[lineEnd - 2] === LF);
}

function afterLine(data: Buffer, from: number): number {
  const end = data.indexOf(LF, from);
  return end === -1 ? data.length : end + 1;
}
