import type { Extracted, ExtractionContext, ExtractorInput } from '../../types/extraction.ts';
import { decodeCodepage } from '../codepage.ts';
import { openCompound } from '../compound/compound-file.ts';
import { declaredCharset } from '../declared-charset.ts';
import { decodeText } from '../decode-text.ts';
import { ExtractionError } from '../extraction-error.ts';
import { readRtf } from '../read-rtf.ts';
import { decompressRtf } from './decompress-rtf.ts';
import { type Attachment, extractMessage, type Message, SEALED_WARNING } from './message.ts';
import { readBody } from './message-body.ts';
import { createStorage, type MsgStorage } from './msg-storage.ts';
import { toSeparateMessage } from './nested-msg.ts';

/** MS-OXPROPS: PidTagSubject and the like. */
const MESSAGE_CLASS = '001a';
const SUBJECT = '0037';
const BODY = '1000';
const BODY_HTML = '1013';
const BODY_RTF = '1009';
const SUBMITTED = '0039';
const DELIVERED = '0e06';
const RECIPIENT_TYPE = '0c15';
const DISPLAY_NAME = '3001';
const SENDER = { name: '0c1a', address: ['5d01', '0c1f'] };
const REPRESENTED = { name: '0042', address: ['5d02', '0065'] };
const RECIPIENT = { name: DISPLAY_NAME, address: ['39fe', '3003'] };
const ATTACHED = { data: '3701', longName: '3707', name: '3704', contentId: '3712', mimeType: '370e', isHidden: '7ffe' };
const CC = 2;
const BCC = 3;
const MOST_ITEMS = 1000;
/** MS-OXOSMIME 2.1.1: all of the mail is in one attachment, encrypted or signed. */
const SEALED = /^IPM\.Note\.(SMIME|Secure)$/i;

/** MS-OXMSG, read by its own streams and no others: each of them is as long as the compound file really holds. */
export async function readMsg(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const compound = openCompound(file);
  const message = createStorage(compound, '');
  if (!message.hasProperties()) throw new ExtractionError('corrupt', 'The mail is damaged: its list of properties is missing');
  const attachments = message
    .children('__attach_version1.0_')
    .slice(0, MOST_ITEMS)
    .map((storage, position) => toAttachment(storage, { compound, position }));
  const extracted = await extractMessage(
    {
      ...headOf(message),
      readBody: bodyOf(message),
      attachments: attachments.filter((attachment) => attachment !== undefined),
      warnings: SEALED.test(message.text(MESSAGE_CLASS)) ? [SEALED_WARNING] : [],
    },
    context,
  );
  const damage = compound.isDamaged() ? ['The file is damaged: a part of the mail is missing'] : [];
  return { ...extracted, warnings: [...extracted.warnings, ...damage] };
}

function headOf(message: MsgStorage): Omit<Message, 'readBody' | 'attachments' | 'warnings'> {
  const recipients = message
    .children('__recip_version1.0_')
    .slice(0, MOST_ITEMS)
    .map((storage) => ({ kind: storage.number(RECIPIENT_TYPE), name: partyOf(storage, RECIPIENT) }));
  const named = (isWanted: (kind: number | undefined) => boolean): string[] =>
    recipients.filter(({ kind, name }) => isWanted(kind) && name !== '').map(({ name }) => name);
  return {
    subject: message.text(SUBJECT),
    from: partyOf(message, REPRESENTED) || partyOf(message, SENDER),
    to: named((kind) => kind !== CC && kind !== BCC),
    cc: named((kind) => kind === CC),
    sentAt: message.time(SUBMITTED) ?? message.time(DELIVERED),
  };
}

/** Addresses within Exchange ("/o=Fennmark/ou=…") say nothing to anybody. */
function partyOf(storage: MsgStorage, { name: nameId, address: addressIds }: { name: string; address: string[] }): string {
  const name = storage.text(nameId).trim();
  const address = addressIds.map((id) => storage.text(id).trim()).find((text) => text.includes('@')) ?? '';
  if (name === '' || name === address) return address;
  return address === '' ? name : `${name} <${address}>`;
}

/** Outlook writes the plain text beside the formatted one; other programs may leave it out. */
function bodyOf(message: MsgStorage): Message['readBody'] {
  const text = message.text(BODY);
  const bytes = message.binary(BODY_HTML);
  const html = bytes === undefined ? message.text(BODY_HTML) : decodePage(bytes, message.codepage());
  const packed = text.trim() === '' && html.trim() === '' ? message.binary(BODY_RTF) : undefined;
  const rtf = packed === undefined ? Buffer.alloc(0) : decompressRtf(packed);
  return (limits) => (rtf.length > 0 ? readRtf(rtf, limits) : readBody({ text, html }, limits));
}

function decodePage(bytes: Buffer, codepage: number | undefined): string {
  return declaredCharset(bytes) === undefined && codepage !== undefined
    ? decodeCodepage(bytes, codepage)
    : decodeText(bytes, declaredCharset(bytes)).text;
}

function toAttachment(
  storage: MsgStorage,
  { compound, position }: { compound: ReturnType<typeof openCompound>; position: number },
): Attachment | undefined {
  const name =
    storage.text(ATTACHED.longName).trim() ||
    storage.text(ATTACHED.name).trim() ||
    storage.text(DISPLAY_NAME).trim() ||
    `Attachment ${position + 1}`;
  const inner = storage.inner(`__substg1.0_${ATTACHED.data}000D`);
  if (inner !== undefined) return { name: nameOfMessage(name, inner), bytes: toSeparateMessage(compound, inner.path) };
  const bytes = storage.binary(ATTACHED.data);
  const isInline = storage.flag(ATTACHED.isHidden) || storage.text(ATTACHED.contentId) !== '';
  const isPicture = storage.text(ATTACHED.mimeType).startsWith('image/') || /\.(png|jpe?g|gif|bmp|emz|wmz)$/i.test(name);
  return bytes === undefined || (isInline && isPicture) ? undefined : { name, bytes };
}

/** Attached drawings and charts (OLE objects) lie in storages as well: they are no messages and stay what their name says. */
function nameOfMessage(name: string, inner: MsgStorage): string {
  if (!inner.hasProperties()) return name;
  return `${inner.text(SUBJECT).trim() || name.replace(/\.msg$/i, '')}.msg`;
}
