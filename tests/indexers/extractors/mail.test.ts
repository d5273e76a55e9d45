import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Extracted } from '#indexers/types/extraction.ts';
import { makeCompound } from '../../support/compound-file.ts';
import { extractBytes } from '../../support/extraction.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/drive/${name}`, import.meta.url));

async function read(name: string, content: string | Uint8Array, limits = {}): Promise<Extracted> {
  const result = await extractBytes(name, Buffer.from(content), limits);
  if (result.state === 'failed') throw new Error(`${result.cause}: ${result.message}`);
  return result.extracted;
}

const HEAD = 'From: Ada <ada@fennmark.example>\r\nTo: b@fennmark.example\r\nSubject: Floats\r\nMIME-Version: 1.0\r\n';

function multipart(parts: string[], { type = 'mixed', boundary = 'b' } = {}): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `${HEAD}Content-Type: multipart/${type}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

describe('a mail', () => {
  it('is found by what is written in its attachments and in the mail passed on with it', async () => {
    const { sections, warnings } = await read('vent-membranes.eml', fixture('vent-membranes.eml'));
    expect(sections.map(({ part }) => part)).toEqual([undefined, 'Quotation 2026-118.docx', 'Forty membranes, please.eml']);
    expect(sections[1]?.heading ?? sections[1]?.text).toContain('Quotation 2026-118');
    expect(sections[2]?.text).toContain('The float chamber in Lisbon leaks again.');
    expect(warnings).toEqual([]);
  });

  it('of Outlook is found by its attachments and the mail within it, as a file of its own', async () => {
    const { sections } = await read('calibration-dates.msg', fixture('calibration-dates.msg'));
    const parts = sections.filter(({ part }) => part !== undefined);
    expect(parts.map(({ part }) => part)).toEqual(['Quotation 2026-118.docx', 'Spare float.msg']);
    expect(parts[1]?.text).toBe('From: Koen Verbruggen\nSubject: Spare float\n\nThe spare float went out this morning.');
  });

  it.each([0.3, 0.5, 0.7, 0.9])('of Outlook cut off at %d of its length is damaged, in words', async (share) => {
    const bytes = fixture('calibration-dates.msg');
    const result = await extractBytes('cut.msg', bytes.subarray(0, bytes.length * share));
    expect(JSON.stringify(result)).toMatch(/damaged/);
  });

  it('that is only a page is read from the page, and from the richer of two', async () => {
    const page = 'Content-Type: text/html\r\n\r\n<p>The float of the Heron gauge must be replaced before the flood comes.</p>';
    expect((await read('x.eml', multipart([page]))).sections[0]?.text).toContain('before the flood');
    const stub = 'Content-Type: text/plain\r\n\r\nPlease show as HTML.';
    expect((await read('x.eml', multipart([stub, page], { type: 'alternative' }))).sections[0]?.text).toContain(
      'before the flood',
    );
  });

  it('keeps its own text beside an attachment that is larger than the limit', async () => {
    const attachment = `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="all.log"\r\n\r\n${'water level 3.10 m\r\n'.repeat(500)}`;
    const { sections, warnings } = await read(
      'x.eml',
      multipart(['Content-Type: text/plain\r\n\r\nThe log is attached.', attachment]),
      {
        maxCharacters: 2000,
      },
    );
    expect(sections[0]?.text).toContain('The log is attached.');
    expect(sections[1]?.text.length).toBeGreaterThan(1000);
    expect(warnings.join()).toMatch(/all\.log: only the first \d+ characters/i);
  });

  it('that is sealed is found by its header lines, and says why by nothing else', async () => {
    const sealed = `${HEAD}Content-Type: application/pkcs7-mime; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n`;
    const { title, sections, warnings } = await read('x.eml', sealed);
    expect([title, sections.length]).toEqual(['Floats', 1]);
    expect(warnings.join()).toMatch(/encrypted or sealed/);
  });

  it('of Outlook that is sealed says so', async () => {
    const stream = (name: string, text: string) => ({ name, bytes: Buffer.concat([Buffer.from(text, 'utf16le')], 4096) });
    const sealed = makeCompound({
      streams: [
        stream('__properties_version1.0', ''),
        stream('__substg1.0_001A001F', 'IPM.Note.SMIME'),
        stream('__substg1.0_0037001F', 'Tariffs'),
      ],
    });
    const { title, warnings } = await read('tariffs.msg', sealed);
    expect(title).toBe('Tariffs');
    expect(warnings.join()).toMatch(/encrypted or sealed/);
  });

  it('with a sealed file among its attachments keeps the others, and is not called sealed', async () => {
    const { sections, warnings } = await read(
      'x.eml',
      multipart([
        'Content-Type: text/plain\r\n\r\nThe invoice is attached.',
        'Content-Type: application/pkcs7-mime; name="invoice.xml.p7m"\r\nContent-Disposition: attachment; filename="invoice.xml.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB',
        'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="terms.txt"\r\n\r\nThirty days net.',
      ]),
    );
    expect(sections.map(({ part }) => part)).toEqual([undefined, 'invoice.xml.p7m', 'terms.txt']);
    expect(sections.at(-1)?.text).toContain('Thirty days net.');
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'nested too deep',
      HEAD +
        Array.from({ length: 400 }, (_, at) => `Content-Type: multipart/mixed; boundary="n${at}-"\r\n\r\n--n${at}-\r\n`).join(''),
      /nested too deeply/,
    ],
    [
      'with a bomb of header lines',
      `${HEAD}${`X-Filler: ${'x'.repeat(900)}\r\n`.repeat(3000)}\r\nText`,
      /more than 2 MB of header lines/,
    ],
  ])('%s is refused in words', async (_, mail, words) => {
    expect(JSON.stringify(await extractBytes('x.eml', Buffer.from(mail)))).toMatch(words);
  });

  it('in a chain of mails passed on is read to a depth of three, and the rest is named', async () => {
    let mail = `${HEAD}\r\nThe innermost.`;
    for (let depth = 0; depth < 6; depth += 1)
      mail = multipart([`Content-Type: message/rfc822\r\n\r\n${mail}`], { boundary: `level-${depth}` });
    const { sections, warnings } = await read('x.eml', mail);
    expect(sections.at(-1)?.part?.split(' › ')).toHaveLength(4);
    expect(warnings.join()).toMatch(/nested too deeply/);
  });

  it('with what only Outlook can unpack says so', async () => {
    const { sections, warnings } = await read(
      'x.eml',
      multipart([
        'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Disposition: attachment; filename="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAAA=',
      ]),
    );
    expect(sections.at(-1)?.part).toBe('winmail.dat');
    expect(warnings).toEqual(['winmail.dat: what Outlook packed into it was not read']);
  });
});

describe('a mailbox', () => {
  it('of one mail is that mail', async () => {
    const { title, authors } = await read('Sent', `From ada Mon Mar  2 08:00:00 2026\n${HEAD}\r\nThey float.\r\n`);
    expect([title, authors]).toEqual(['Floats', ['Ada <ada@fennmark.example>']]);
  });

  it('reads on behind a mail that cannot be read', async () => {
    const bad = `From a Mon Mar  2 08:00:00 2026\nFrom: a@x\nSubject: Bad\n${`X-Filler: ${'x'.repeat(900)}\n`.repeat(3000)}\nText\n\n`;
    const good = 'From b Mon Mar  2 08:00:00 2026\nFrom: b@x\nSubject: Good\n\nThey float.\n\n';
    const { sections, warnings } = await read('x.mbox', good + bad + good);
    expect(sections.map(({ heading }) => heading)).toEqual(['Good', 'Good']);
    expect(warnings).toEqual(['1 of its mails cannot be read']);
  });
});
