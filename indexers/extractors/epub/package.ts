import { createXmlReader } from '../xml-reader.ts';

/** What the package document says of a book. */
export interface BookPackage {
  title: string | undefined;
  creators: string[];
  /** BCP 47. */
  language: string | undefined;
  date: string | undefined;
  modified: string | undefined;
  /** Paths in the archive, in the order of reading. */
  chapters: string[];
  /** Where the chapters' names stand. */
  contents: { path: string; kind: 'nav' | 'ncx' } | undefined;
}

interface Item {
  path: string;
  mediaType: string;
  properties: string;
}

const LONGEST_VALUE = 10_000;
const PAGE = /^(application\/xhtml\+xml|text\/html|text\/x-oeb1-document|image\/svg\+xml)$/;
const NCX = 'application/x-dtbncx+xml';
const UNKNOWN = /^(unknown( author)?|anonymous|unbekannt)$/i;

/** EPUB 3.3 §5, and OPF 2.0. `packagePath`: of the document, since its references are relative to it. */
export function readPackage(xml: string, packagePath: string): BookPackage {
  const items = new Map<string, Item>();
  const spine: string[] = [];
  const values = new Map<string, string[]>();
  let field = '';
  let value = '';
  const reader = createXmlReader({
    open(name, attributes) {
      if (name === 'item') addItem(items, { attributes, packagePath });
      else if (name === 'itemref') spine.push(attributes.get('idref') ?? '');
      field = name === 'meta' ? (attributes.get('property') ?? '') : name;
      value = '';
    },
    text(text) {
      if (value.length < LONGEST_VALUE) value += text;
    },
    close(name) {
      const text = value.replace(/\s+/g, ' ').trim();
      if (text !== '' && (name === field || name === 'meta')) values.set(field, [...(values.get(field) ?? []), text]);
      value = '';
    },
  });
  reader.write(xml);
  reader.end();
  const pages = spine.map((id) => items.get(id)).filter((item) => item !== undefined && PAGE.test(item.mediaType));
  const nav = [...items.values()].find(({ properties }) => properties.split(/\s+/).includes('nav'));
  const ncx = [...items.values()].find(({ mediaType }) => mediaType === NCX);
  return {
    title: values.get('title')?.[0],
    creators: [...new Set(values.get('creator') ?? [])].filter((name) => !UNKNOWN.test(name)),
    language: values.get('language')?.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)),
    date: values.get('date')?.[0],
    modified: values.get('dcterms:modified')?.[0],
    // The table of contents repeats every heading.
    chapters: [...new Set(pages.flatMap((item) => (item === undefined || item === nav ? [] : [item.path])))],
    contents: contentsOf(nav, ncx),
  };
}

function addItem(
  items: Map<string, Item>,
  { attributes, packagePath }: { attributes: { get(name: string): string | undefined }; packagePath: string },
): void {
  const [id, href] = [attributes.get('id'), attributes.get('href')];
  if (id === undefined || href === undefined) return;
  items.set(id, {
    path: resolvePath(packagePath, href),
    mediaType: attributes.get('media-type') ?? '',
    properties: attributes.get('properties') ?? '',
  });
}

function contentsOf(nav: Item | undefined, ncx: Item | undefined): BookPackage['contents'] {
  if (nav !== undefined) return { path: nav.path, kind: 'nav' };
  return ncx === undefined ? undefined : { path: ncx.path, kind: 'ncx' };
}

/** A reference as the path in the archive: without its fragment, never above the root. */
export function resolvePath(base: string, reference: string): string {
  const path = decode(reference.replace(/[#?].*$/, ''));
  const folders = path.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') folders.pop();
    else if (part !== '.' && part !== '') folders.push(part);
  }
  return folders.join('/');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that is one.
    return path;
  }
}
