import { createXmlReader } from '../xml-reader.ts';
import { type BookPackage, resolvePath } from './package.ts';

const LONGEST_NAME = 500;
const NAME = { nav: 'a', ncx: 'text' };

/** What the table of contents calls each chapter, by path; the first name of each, since the others are headings within it. */
export async function readChapterNames(
  { contents }: BookPackage,
  read: (path: string) => Promise<string | undefined>,
): Promise<Map<string, string>> {
  const xml = contents === undefined ? undefined : await read(contents.path);
  return contents === undefined || xml === undefined ? new Map() : namesIn(xml, contents);
}

function namesIn(xml: string, { path, kind }: NonNullable<BookPackage['contents']>): Map<string, string> {
  const names = new Map<string, string>();
  let label = '';
  let target: string | undefined;
  let isLabel = false;
  const add = (reference: string | undefined): void => {
    const name = label.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
    const chapter = reference === undefined ? '' : resolvePath(path, reference);
    if (name !== '' && chapter !== '' && !names.has(chapter)) names.set(chapter, name);
  };
  const reader = createXmlReader({
    open(name, attributes) {
      if (name === NAME[kind]) {
        isLabel = true;
        label = '';
        target = attributes.get('href');
      } else if (kind === 'ncx' && name === 'content') add(attributes.get('src'));
    },
    text(text) {
      if (isLabel && label.length < LONGEST_NAME) label += text;
    },
    close(name) {
      if (name !== NAME[kind]) return;
      isLabel = false;
      if (kind === 'nav') add(target);
    },
  });
  reader.write(xml);
  reader.end();
  return names;
}
