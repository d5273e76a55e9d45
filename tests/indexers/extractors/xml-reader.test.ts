import { describe, expect, it } from 'vitest';
import { createXmlReader } from '#indexers/extractors/xml-reader.ts';

function read(pieces: string[]): { told: string; problem: string | undefined } {
  const told: string[] = [];
  const reader = createXmlReader({
    open: (name, attributes) => void told.push(`<${name} ${attributes.get('id') ?? '-'} ${attributes.prefixed('id') ?? '-'}>`),
    text: (text) => void told.push(text),
    close: (name) => void told.push(`</${name}>`),
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return { told: told.join(''), problem: reader.problem() };
}

describe('the reader of XML', () => {
  const all = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/passwd">]><w:a r:id="r1" id='1>0'>
 &lt;b&#233;&#x1F426;&amp;lt; &x;&z;<!-- <no> --><![CDATA[<raw> &amp;]]><empty w:id = "&quot;"/></w:a>`;
  const told = `<a 1>0 r1>
 <bé🐦&lt; &x;&z;<raw> &amp;<empty " "></empty></a>`;

  it('tells local names, attributes and decoded text, and knows no entities but the five', () => {
    expect(read([all]).told.trim()).toBe(told);
  });

  it('tells the same wherever the text is cut', () => {
    for (let at = 1; at < all.length; at += 1)
      expect(read([all.slice(0, at), all.slice(at)]).told.trim(), `cut at ${at}`).toBe(told);
    expect(read([...all]).told.trim()).toBe(told);
  });

  it('reads on over what is not well-formed', () => {
    expect(read(['a < b </x><p>one<p>two & three</q>']).told).toBe('a < b </x><p - ->one<p - ->two & three</q>');
  });

  it('reads on after declarations however they end, and says when what was begun has no end', () => {
    const spaced = '<!DOCTYPE a [<!ENTITY x "]>"><!-- ]> -->\n] ><a>text</a>';
    expect(read([spaced])).toEqual({ told: '<a - ->text</a>', problem: undefined });
    for (let at = 1; at < spaced.length; at += 1)
      expect(read([spaced.slice(0, at), spaced.slice(at)]).told, `cut at ${at}`).toBe('<a - ->text</a>');
    for (const open of ['<!-- ', '<![CDATA[x', '<!DOCTYPE a [ ', '<b'])
      expect(read([`<a>text</a>${open} lost`]).problem, open).toBe('it is damaged');
  });

  it('stops at nesting without end, in good time', () => {
    const { problem } = read(Array.from({ length: 300 }, () => '<a>'.repeat(1000)));
    expect(problem).toBe('it is nested too deeply');
  });

  it('stops at a tag without end, and passes over a comment of any length', () => {
    expect(read(['<a b="', ...Array.from({ length: 40 }, () => 'x'.repeat(60_000))]).problem).toBe('it is damaged');
    expect(read(['<!--', ...Array.from({ length: 400 }, () => 'x'.repeat(60_000)), '--><a/>']).told).toBe('<a - -></a>');
  });
});
