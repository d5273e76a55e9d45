import picomatch from 'picomatch';

export interface Rules {
  /** The rule that leaves a file out, in words; undefined when it stays. `path` is text relative to the root. */
  excludesFile(path: string, name: string): string | undefined;
  /** The same for a folder and everything in it. */
  excludesFolder(path: string, name: string): string | undefined;
}

export interface RuleOptions {
  include: string[];
  exclude: string[];
  hidden: boolean;
}

/** What programs and systems leave lying about; never documents. Compared in lower case. */
const LEFTOVERS: { pattern: RegExp; rule: string }[] = [
  { pattern: /^~\$/, rule: 'lock file of an office program (~$…)' },
  { pattern: /^\.~lock\..*#$/, rule: 'lock file of LibreOffice (.~lock.…#)' },
  { pattern: /\.(tmp|temp)$/, rule: 'temporary file (*.tmp)' },
  { pattern: /\.(part|partial|crdownload)$/, rule: 'unfinished download' },
  { pattern: /^(\.ds_store|\._.*|\.appledouble|__macosx)$/, rule: 'file of macOS (.DS_Store, ._…)' },
  { pattern: /^(thumbs\.db|ehthumbs\.db|desktop\.ini)$/, rule: 'file of Windows (Thumbs.db, desktop.ini)' },
  { pattern: /^(\$recycle\.bin|recycler|#recycle|\.trash.*|\.recycle)$/, rule: 'recycle bin' },
  { pattern: /^system volume information$/, rule: 'folder of Windows (System Volume Information)' },
  { pattern: /^(\.snapshots?|~snapshot|\.zfs)$/, rule: 'snapshots of the file server' },
  { pattern: /^@eadir$/, rule: 'folder of a Synology NAS (@eaDir)' },
  { pattern: /^lost\+found$/, rule: 'folder of the file system (lost+found)' },
];

export function createRules(options: RuleOptions): Rules {
  const included = options.include.map(compileGlob);
  const bases = options.include.map((glob) => picomatch.scan(glob.normalize('NFC')).base);
  const excluded = options.exclude.map((glob) => ({ glob, matches: compileGlob(glob) }));

  function excludes(path: string, name: string): string | undefined {
    const lower = name.toLowerCase();
    const leftover = LEFTOVERS.find(({ pattern }) => pattern.test(lower));
    if (leftover !== undefined) return leftover.rule;
    if (!options.hidden && name.startsWith('.')) return 'hidden (its name begins with a dot)';
    const match = excluded.find(({ matches }) => matches(path));
    return match === undefined ? undefined : `exclude: ${match.glob}`;
  }

  return {
    excludesFile: (path, name) =>
      excludes(path, name) ?? (included.some((matches) => matches(path)) ? undefined : 'not in include'),
    excludesFolder: (path, name) =>
      excludes(path, name) ?? (bases.some((base) => mayHold(path, base)) ? undefined : 'not in include'),
  };
}

/** Globs match composed text and see names that begin with a dot; whether those count is a rule of its own. */
export function compileGlob(glob: string): (path: string) => boolean {
  return picomatch(glob.normalize('NFC'), { dot: true });
}

/** Whether something below the folder can match a glob whose fixed beginning is `base`. */
function mayHold(folder: string, base: string): boolean {
  return base === '' || base === folder || base.startsWith(`${folder}/`) || folder.startsWith(`${base}/`);
}
