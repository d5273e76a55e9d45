import { Parser } from 'htmlparser2';
import type { ExtractorLimits, Section } from '../types/extraction.ts';
import { createHtmlFlow, type HtmlFlow } from './html-flow.ts';
import { createSectionBuilder, type SectionBuilder } from './section-builder.ts';

export interface HtmlContent {
  /** Of the `<title>` element. */
  title: string | undefined;
  /** `<meta>` by lower-case name or property, in order. */
  meta: { name: string; content: string }[];
  /** BCP 47, of `<html lang>`. */
  language: string | undefined;
  /** Of `<script type="application/ld+json">`, as it stands there. */
  linkedData: string;
  sections: Section[];
  /** Text of the first `<h1>`. */
  firstHeading: string | undefined;
  warnings: string[];
}

/** Deeper pages are attacks; htmlparser2 needs quadratic time for them. */
const MAX_DEPTH = 5000;
const CHUNK = 16 * 1024;
const MAX_META = 200;
const LONGEST_TITLE = 1000;
const LONGEST_LINKED_DATA = 64 * 1024;
/** A page whose text is less than this share of what was passed over is one whose text stands where only menus should. */
const LEAST_SHARE = 0.25;
const LEAST_PASSED_OVER = 200;

/** Never text. */
const SILENT = new Set(['script', 'style', 'template', 'svg', 'math', 'object']);
/** Seldom text of its own. */
const ASIDE = new Set(['nav', 'noscript', 'iframe', 'select', 'button']);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const BLOCK = new Set(
  'address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form header hr li main ol option p pre section summary table tbody td textarea tfoot th thead tr ul'.split(
    ' ',
  ),
);

/**
 * Text of a page in reading order, without what is no text of its own (scripts, styles, navigation, hidden elements). Where
 * next to nothing would be left, navigation and hidden elements are text after all.
 */
export function readHtml(html: string, limits: ExtractorLimits): HtmlContent {
  const page = readOnce(html, { limits, keepsAsides: false });
  const isMostlyAside = page.passedOver > LEAST_PASSED_OVER && page.characters < LEAST_SHARE * page.passedOver;
  return isMostlyAside ? readOnce(html, { limits, keepsAsides: true }) : page;
}

interface Reading {
  limits: ExtractorLimits;
  keepsAsides: boolean;
}

function readOnce(html: string, { limits, keepsAsides }: Reading): HtmlContent & { characters: number; passedOver: number } {
  const builder = createSectionBuilder(limits);
  const page = createPage({ builder, flow: createHtmlFlow(builder), keepsAsides });
  const parser = new Parser(page, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
    // XHTML: an empty `<title/>` or `<script/>` must not swallow the page.
    recognizeSelfClosing: true,
  });
  const isTooDeep = feed(parser, html, () => builder.isFull() || page.depth() > MAX_DEPTH) && !builder.isFull();
  const found = page.finish();
  const { sections, warnings } = builder.finish();
  return {
    ...found,
    sections,
    warnings: isTooDeep ? [...warnings, `Read up to where elements are nested more than ${MAX_DEPTH} deep`] : warnings,
  };
}

/** In pieces, so that it can be stopped; true when it was. Ending the parser would close thousands of levels one by one. */
function feed(parser: Parser, html: string, isEnough: () => boolean): boolean {
  for (let at = 0; at < html.length; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
    if (isEnough()) return true;
  }
  parser.end();
  return false;
}

interface PageOptions {
  builder: SectionBuilder;
  flow: HtmlFlow;
  keepsAsides: boolean;
}

/** What the parser calls. The element at `…At` levels of depth is the one that began it. */
function createPage({ builder, flow, keepsAsides }: PageOptions) {
  const meta: HtmlContent['meta'] = [];
  let depth = 0;
  let silentAt = 0;
  let asideAt = 0;
  let headingAt = 0;
  let titleAt = 0;
  let dataAt = 0;
  let preAt = 0;
  let heading = '';
  let title = '';
  let linkedData = '';
  let language: string | undefined;
  let firstHeading: string | undefined;
  let characters = 0;
  let passedOver = 0;

  function openSilent(name: string, attributes: Record<string, string>): boolean {
    if (SILENT.has(name)) {
      silentAt = depth;
      if (name === 'script' && attributes.type === 'application/ld+json') dataAt = depth;
      return true;
    }
    if (asideAt > 0 || keepsAsides || !(ASIDE.has(name) || isHidden(attributes))) return asideAt > 0;
    asideAt = depth;
    return true;
  }

  function onText(text: string): void {
    if (dataAt > 0 && linkedData.length < LONGEST_LINKED_DATA) linkedData += text;
    if (silentAt > 0) return;
    if (asideAt > 0) passedOver += text.trim().length;
    else if (titleAt > 0) title += text;
    else if (headingAt > 0) heading += text;
    else {
      characters += text.length;
      flow.text(text, preAt > 0);
    }
  }

  function endHeading(name: string): void {
    builder.heading(heading);
    characters += heading.length;
    if (name === 'h1') firstHeading ??= heading;
    heading = '';
    headingAt = 0;
  }

  return {
    depth: () => depth,
    onopentag(name: string, attributes: Record<string, string>): void {
      depth += 1;
      if (silentAt > 0 || openSilent(name, attributes)) return;
      if (name === 'html') language ??= languageOf(attributes);
      else if (name === 'title' && title === '') titleAt = depth;
      else if (name === 'meta') addMeta(meta, attributes);
      else if (name === 'img' || name === 'area') onText(attributes.alt === undefined ? '' : ` ${attributes.alt} `);
      else if (headingAt > 0) heading += BLOCK.has(name) ? ' ' : '';
      else if (HEADINGS.has(name)) headingAt = depth;
      else if (BLOCK.has(name)) {
        flow.open(name);
        if (name === 'pre' && preAt === 0) preAt = depth;
      }
    },
    ontext: onText,
    onclosetag(name: string): void {
      if (depth === silentAt) {
        silentAt = 0;
        dataAt = 0;
      } else if (depth === asideAt && silentAt === 0) asideAt = 0;
      else if (depth === titleAt) titleAt = 0;
      else if (depth === headingAt) endHeading(name);
      else if (silentAt === 0 && asideAt === 0 && BLOCK.has(name)) {
        flow.close(name);
        if (depth === preAt) preAt = 0;
      }
      depth -= 1;
    },
    finish() {
      // What stands in a heading that is never closed is text as well.
      if (headingAt > 0) builder.text(heading);
      return {
        title: title === '' ? undefined : title.slice(0, LONGEST_TITLE),
        meta,
        language,
        linkedData,
        firstHeading,
        characters,
        passedOver,
      };
    },
  };
}

function isHidden(attributes: Record<string, string>): boolean {
  const { role, style } = attributes;
  return role === 'navigation' || 'hidden' in attributes || (style !== undefined && /display\s*:\s*none/i.test(style));
}

/** `en_US` and `x-default` are written too. */
function languageOf(attributes: Record<string, string>): string | undefined {
  const tag = (attributes.lang ?? attributes['xml:lang'])?.trim().replaceAll('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}

function addMeta(meta: HtmlContent['meta'], attributes: Record<string, string>): void {
  const name = attributes.name ?? attributes.property ?? attributes.itemprop;
  const content = attributes.content;
  if (name !== undefined && content !== undefined && meta.length < MAX_META) meta.push({ name: name.toLowerCase(), content });
}
