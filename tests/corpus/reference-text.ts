import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '../bench/run-command.ts';

const AT_ONCE = 30;
const ALL_SHEETS = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1';
const PYTHON_MAIL = `
import email, email.policy, html, re, sys
def text(part):
    try: content = part.get_content()
    except Exception: content = part.get_payload(decode=True).decode('latin-1')
    if part.get_content_subtype() != 'html': return content
    return html.unescape(re.sub('<[^>]*>', ' ', re.sub('(?is)<(script|style|title).*?</\\\\1>', ' ', content)))
def read(part):
    kinds = [inner.get_content_type() for inner in part.iter_parts()] if part.is_multipart() else []
    if part.get_content_type() == 'multipart/alternative' and 'text/plain' in kinds:
        return [text(inner) for inner in part.iter_parts() if inner.get_content_type() == 'text/plain']
    if part.is_multipart(): return [found for inner in part.iter_parts() for found in read(inner)]
    return [text(part)] if part.get_content_maintype() == 'text' else []
message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
print(*[message[name] or '' for name in ['subject', 'from', 'to', 'cc']])
print(*read(message))
`;
const PYTHON_ZIP = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
wanted = ('.xhtml', '.html', '.htm', 'content.xml')
for name in archive.namelist():
    if name.endswith(wanted): print(archive.read(name).decode('utf-8', 'replace'))
    if name == 'styles.xml':
        styles = archive.read(name).decode('utf-8', 'replace')
        print(styles[max(0, styles.find('<office:master-styles')):])
`;

/** What the usual program for a format reads of each file of a folder, by file name; kept in `into`, one text file for each. */
export async function referenceTexts(folder: string, kind: string, into: string): Promise<Map<string, string>> {
  if (!existsSync(into)) {
    const partial = `${into}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await readAll(folder, kind, partial);
    renameSync(partial, into);
  }
  const names = readdirSync(into).filter((name) => name.endsWith('.txt'));
  return new Map(names.map((name) => [name.slice(0, -4), readFileSync(path.join(into, name), 'utf8')]));
}

/** Formats for which there is a reference program. */
export const REFERENCE_PROGRAMS: Readonly<Record<string, string>> = {
  ...{
    pdf: 'pdftotext',
    html: 'w3m',
    eml: 'Python email',
    epub: 'Python zipfile',
    odp: 'LibreOffice',
    pptx: 'LibreOffice',
    ppt: 'LibreOffice',
  },
  ...{ docx: 'LibreOffice', doc: 'LibreOffice', odt: 'LibreOffice', rtf: 'LibreOffice', ott: 'Python zipfile' },
  ...{ xlsx: 'LibreOffice', xls: 'LibreOffice', ods: 'LibreOffice', txt: 'cat', csv: 'cat', md: 'cat' },
};

async function readAll(folder: string, kind: string, into: string): Promise<void> {
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  if (REFERENCE_PROGRAMS[kind] === 'LibreOffice') return readWithLibreOffice(files, kind, into);
  for (const file of files) {
    const text = await readOne(file, kind).catch(() => '');
    writeFileSync(path.join(into, `${path.basename(file)}.txt`), text);
  }
}

async function readOne(file: string, kind: string): Promise<string> {
  switch (kind) {
    case 'pdf':
      return (await runCommand('pdftotext', ['-q', file, '-'])).stdout;
    case 'html':
      return (await runCommand('w3m', ['-dump', '-T', 'text/html', '-O', 'UTF-8', '-cols', '500', file])).stdout;
    case 'eml':
      return (await runCommand('python3', ['-c', PYTHON_MAIL, file])).stdout;
    case 'epub':
    case 'ott':
      return withoutTags((await runCommand('python3', ['-c', PYTHON_ZIP, file])).stdout);
    default:
      return new TextDecoder().decode(readFileSync(file));
  }
}

/** Of slides LibreOffice writes no text, but a flat document of which the tags are taken off. */
async function readWithLibreOffice(files: string[], kind: string, into: string): Promise<void> {
  const isSheet = ['xlsx', 'xls', 'ods'].includes(kind);
  const isSlides = ['pptx', 'ppt', 'odp'].includes(kind);
  const format = isSheet ? ALL_SHEETS : isSlides ? 'fodp' : 'txt:Text (encoded):UTF8';
  const out = path.join(into, 'out');
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(into, 'profile')).href}`;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const words = [profile, '--headless', '--convert-to', format, '--outdir', out, ...files.slice(at, at + AT_ONCE)];
    await runCommand('soffice', words, { discard: true });
  }
  const made = readdirSync(out);
  for (const file of files) {
    const stem = path.parse(file).name;
    const own = made.filter((name) => name.startsWith(isSheet ? `${stem}-` : `${stem}.`) || name === `${stem}.csv`);
    const texts = own.map((name) => readFileSync(path.join(out, name), 'utf8'));
    writeFileSync(
      path.join(into, `${path.basename(file)}.txt`),
      texts.map((text) => (isSlides ? slideText(text) : text)).join('\n'),
    );
  }
  rmSync(out, { recursive: true });
  rmSync(path.join(into, 'profile'), { recursive: true, force: true });
}

function slideText(flat: string): string {
  return withoutTags(flat.slice(Math.max(0, flat.indexOf('<office:body>'))));
}

function withoutTags(xml: string): string {
  return xml
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
