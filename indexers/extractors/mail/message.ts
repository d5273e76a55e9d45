import type { Embedded, Extracted, ExtractionContext, ExtractorLimits, Section } from '../../types/extraction.ts';
import { oneLine, tooLong } from '../section-builder.ts';

/** A mail, whatever it was stored as. */
export interface Message {
  subject: string;
  /** "Ada Lovelace <ada@example.com>", as far as it is known. */
  from: string;
  to: string[];
  cc: string[];
  /** Milliseconds since 1970. */
  sentAt: number | undefined;
  /** As far as `readBody` may go. */
  readBody(limits: ExtractorLimits): Pick<Extracted, 'sections' | 'warnings'>;
  attachments: Attachment[];
  /** What is missing beside the attachments, in words. */
  warnings: string[];
}

export interface Attachment {
  name: string;
  bytes: Uint8Array;
}

export const SEALED_WARNING = 'The mail is encrypted or sealed: only its sender, its addressees and its subject were read';
const MOST_ADDRESSES = 500;
const LONGEST_SUBJECT = 1000;

/** Who wrote to whom about what, the text, and then each attachment under its name. */
export async function extractMessage(message: Message, context: ExtractionContext): Promise<Extracted> {
  const { sections, warnings } = readText(message, context);
  const parts = await readAttachments(message.attachments, context);
  const title = oneLine(message.subject).slice(0, LONGEST_SUBJECT);
  return {
    ...(title === '' ? {} : { title }),
    authors: message.from === '' ? [] : [message.from],
    ...(message.sentAt === undefined ? {} : { createdAt: message.sentAt }),
    sections: [...sections, ...parts.sections],
    warnings: [...warnings, ...message.warnings, ...parts.warnings],
  };
}

/** The header lines and the beginning of the text are one section: a search for a sender and a word finds both together. */
export function readText(message: Message, limits: ExtractorLimits): Pick<Extracted, 'sections' | 'warnings'> {
  const header = headerOf(message);
  if (header.length >= limits.maxCharacters)
    return { sections: [{ text: header.slice(0, limits.maxCharacters) }], warnings: [tooLong(limits)] };
  const body = message.readBody({ ...limits, maxCharacters: limits.maxCharacters - header.length - 2 });
  const [first, ...rest] = body.sections;
  const sections: Section[] =
    first === undefined || first.heading !== undefined
      ? [{ text: header }, ...body.sections]
      : [{ text: header === '' ? first.text : `${header}\n\n${first.text}` }, ...rest];
  const isCut = body.warnings.some((warning) => warning.startsWith('Only the first'));
  return {
    sections: sections.filter(({ text, heading }) => text !== '' || heading !== undefined),
    warnings: isCut ? [tooLong(limits)] : body.warnings,
  };
}

export async function readAttachments(
  attachments: Attachment[],
  context: ExtractionContext,
): Promise<Pick<Embedded, 'sections' | 'warnings'>> {
  const sections: Section[] = [];
  const warnings: string[] = [];
  for (const { name, bytes } of attachments) {
    const inner = await context.extractEmbedded({ name, bytes });
    sections.push(...inner.sections);
    warnings.push(...inner.warnings);
  }
  return { sections, warnings };
}

function headerOf({ from, to, cc, subject }: Message): string {
  const lines: [label: string, value: string][] = [
    ['From', from],
    ['To', to.slice(0, MOST_ADDRESSES).join(', ')],
    ['Cc', cc.slice(0, MOST_ADDRESSES).join(', ')],
    ['Subject', oneLine(subject)],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}
