/** Where the text of a group goes. */
export type Destination =
  | 'body'
  | 'notes'
  | 'margins'
  | 'fonts'
  | 'styles'
  | 'info'
  | 'title'
  | 'author'
  | 'created'
  | 'modified'
  | 'nowhere';

/** Words that begin a group of another destination. Groups marked with `\*` go nowhere unless they are here. */
export const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['footnote', 'notes'],
  ['annotation', 'notes'],
  ['header', 'margins'],
  ['headerl', 'margins'],
  ['headerr', 'margins'],
  ['headerf', 'margins'],
  ['footer', 'margins'],
  ['footerl', 'margins'],
  ['footerr', 'margins'],
  ['footerf', 'margins'],
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['info', 'info'],
  ['title', 'title'],
  ['author', 'author'],
  ['creatim', 'created'],
  ['revtim', 'modified'],
  ...[
    'colortbl',
    'pict',
    'nonshppict',
    // The same shape once more, for readers of 1995.
    'shprslt',
    'sp',
    'sn',
    'sv',
    'xe',
    'tc',
    'tcn',
    'bkmkstart',
    'bkmkend',
    'subject',
    'manager',
    'company',
    'operator',
    'category',
    'keywords',
    'comment',
    'doccomm',
    'hlinkbase',
    'printim',
    'buptim',
    'falt',
    'panose',
    'ftnsep',
    'ftnsepc',
    'ftncn',
    'aftnsep',
    'aftnsepc',
    'aftncn',
    'template',
    'filetbl',
    'revtbl',
    'rsidtbl',
    'listtable',
    'objdata',
    'objclass',
    'nesttableprops',
    'nonesttables',
  ].map((word): [string, Destination] => [word, 'nowhere']),
]);

/** Groups marked with `\*` ("skip it if you do not know it") that hold text all the same: shapes and text boxes, and Unicode. */
export const READ_ANYWAY: ReadonlySet<string> = new Set(['shpinst', 'shptxt', 'do', 'dptxbxtext', 'ud', 'shpgrp', 'background']);

/** Words that stand for a character. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['cell', '\t'],
  ['nestcell', '\t'],
  ['line', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
]);

/** Words that end a paragraph. */
export const PARAGRAPH_ENDS: ReadonlySet<string> = new Set(['par', 'row', 'nestrow', 'sect', 'page', 'column']);
