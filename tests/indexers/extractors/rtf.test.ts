import { describe, expect, it } from 'vitest';
import { readRtf } from '#indexers/extractors/read-rtf.ts';
import type { Extracted } from '#indexers/types/extraction.ts';
import { extractionContext } from '../../support/extraction.ts';

function read(source: string, maxCharacters = 100_000): Extracted {
  return readRtf(Buffer.from(source, 'latin1'), extractionContext({ maxCharacters }));
}

function textOf(source: string): string {
  return read(source)
    .sections.map(({ text }) => text)
    .join('\n');
}

describe('RTF', () => {
  it('reads bytes in the code page of the document and of each font', () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}`;
    expect(
      textOf(String.raw`{\rtf1\ansi\ansicpg1250 ${fonts}\'9colza \f1\'cf\'f0\'e8\'e2\'e5\'f2 \f2\'93\'fa\'96\'7b{\f0\'fc}}`),
    ).toBe('śolza Привет 日本ü');
  });

  it('takes a letter for the second byte of a character of two', () => {
    expect(textOf(String.raw`{\rtf1\ansi{\fonttbl{\f0\fcharset128 Gothic;}}\f0\'83A\'83C rest}`)).toBe('アイ rest');
  });

  it('reads Unicode and skips what stands in for it, and no more', () => {
    expect(
      textOf(String.raw`{\rtf1\ansi\uc1 caf\u233\'e9 and \u8364?uro, {\uc2\u26085\'93\'fa\u26412\'96\'7b} \uc0\u960 r}`),
    ).toBe('café and €uro, 日本 πr');
  });

  it('joins the two halves of a character beyond the basic plane', () => {
    expect(textOf(String.raw`{\rtf1\uc1 \u-10179?\u-8704?}`)).toBe('😀');
  });

  it('leaves out tables of fonts and colours, pictures, instructions of fields and what is marked as optional', () => {
    const source = String.raw`{\rtf1{\colortbl;\red1;}{\*\generator Word;}{\pict\wmetafile8 010009000003}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt terms}}{\object{\*\objdata 01}{\result table}}{\xe hidden}}`;
    expect(textOf(source)).toBe('termstable');
  });

  it('reads text boxes once, although they are written twice', () => {
    const box = String.raw`{\shp{\*\shpinst{\sp{\sn fFlip}{\sv 0}}{\shptxt\pard This side up\par}}{\shprslt{\*\do{\dptxbxtext This side up}}}}`;
    expect(textOf(String.raw`{\rtf1 ${box}}`)).toBe('This side up');
  });

  it('reads the Unicode spelling where there are two', () => {
    expect(textOf(String.raw`{\rtf1 {\upr{Zieli?ski}{\*\ud{Zieli\u324?ski}}}}`)).toBe('Zieliński');
  });

  it('leaves out what a tracked change deleted', () => {
    expect(textOf(String.raw`{\rtf1 Payment {\deleted in forty days}\revised in thirty days}`)).toBe('Payment in thirty days');
  });

  it('reads the HTML mail of Outlook as its text', () => {
    const source = String.raw`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello \'fcber {\*\htmltag84 <b>}all{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 \par}`;
    expect(textOf(source)).toBe('Hello über all');
  });

  it('begins sections at outline levels and at styles that are headings', () => {
    const styles = String.raw`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Own;}{\s2 heading 2;}}`;
    const { sections, title } = read(
      String.raw`{\rtf1${styles}\pard\s1 First\par\pard body\par\pard\s2 Second\par\pard more\par\pard\outlinelevel3 Third\par}`,
    );
    expect(sections).toEqual([
      { heading: 'First', text: 'body' },
      { heading: 'Second', text: 'more' },
      { heading: 'Third', text: '' },
    ]);
    expect(title).toBe('First');
  });

  it('does not let a false length of binary data swallow the text behind it', () => {
    expect(textOf(String.raw`{\rtf1 before {\pict\bin4 }}{\x}\bin999999999 after}`)).toContain('after');
  });

  it('jumps over binary data with braces in it', () => {
    expect(textOf(String.raw`{\rtf1 before {\pict\bin4 }}}}} after}`)).toBe('before after');
  });

  it('reads through a million open braces', () => {
    const { sections, warnings } = read(`{\\rtf1 on top ${'{'.repeat(1_000_000)}down below${'}'.repeat(1_000_000)} back up}`);
    expect(sections[0]?.text).toBe('on top down below back up');
    expect(warnings).toEqual([]);
  });

  it('believes no number of replacement characters beyond reason', () => {
    expect(textOf(String.raw`{\rtf1\uc999999999 \u65?????????? kept on reading, a long way}`)).toContain('a long way');
  });

  it('says that a file ends early', () => {
    expect(read(String.raw`{\rtf1 {\b begun`)).toMatchObject({ sections: [{ text: 'begun' }], warnings: [/ends early/] });
  });

  it('stops at the limit of characters', () => {
    const { sections, warnings } = read(`{\\rtf1 ${'word\\par '.repeat(1_000_000)}}`, 50);
    expect(sections[0]?.text.length).toBeLessThanOrEqual(50);
    expect(warnings).toEqual([expect.stringContaining('first 50 characters')]);
  });

  it('refuses what is no RTF', () => {
    expect(() => read('Dear {\\name}, {\\rtf is a format')).toThrow(/not an RTF document/);
  });
});
