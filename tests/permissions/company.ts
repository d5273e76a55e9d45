import { createDice, type Dice } from './dice.ts';

/** Whom an entry of a list names, as Windows and Samba do. */
export type Trustee =
  | { kind: 'everyone' }
  | { kind: 'authenticated' }
  /** Whoever sits at the server's own keyboard: nobody who comes over the network. */
  | { kind: 'interactive' }
  | { kind: 'user'; uidNumber: number }
  | { kind: 'group'; gidNumber: number }
  /** An account that was deleted. */
  | { kind: 'orphan' };

export interface Entry {
  effect: 'allow' | 'deny';
  trustee: Trustee;
  /** Access mask (MS-DTYP 2.4.3). */
  mask: number;
  /** ACE flags (MS-DTYP 2.4.4.1). */
  flags: number;
}

/** What guards one file or folder: the list of the file server and the mode of the disk; both must say yes. */
export interface Guard {
  entries: Entry[] | 'absent';
  mode: number;
  uidNumber: number;
  gidNumber: number;
}

export interface Folder {
  path: string;
  /** Undefined for those at the top. */
  parent: Folder | undefined;
  guard: Guard;
}

export interface File {
  path: string;
  folder: Folder;
  guard: Guard;
  /** A word that stands in its name, its title and its text, and nowhere else. */
  marker: string;
  topic: string;
  author: Person | undefined;
  kind: 'txt' | 'md' | 'html';
}

export interface Person {
  uid: string;
  name: string;
  uidNumber: number;
  primaryGid: number;
}

export interface Group {
  name: string;
  gidNumber: number;
  people: Person[];
  groups: Group[];
}

export interface Company {
  people: Person[];
  groups: Group[];
  folders: Folder[];
  files: File[];
}

export const TOPICS = ['turbine', 'hydrology', 'sediment', 'telemetry', 'estuary', 'spillway', 'piezometer', 'bathymetry'];
const READ_MASKS = [0x1, 0x1f01ff, 0x1200a9, 0x80000000, 0x10000000, 0x120089];
const OTHER_MASKS = [0x10000, 0x2, 0x40000, 0x20, 0x100];
const PASS_MASKS = [0x20, 0x1f01ff, 0x1200a9, 0x20000000, 0x10000000];
const INHERITED = 0x10;
const INHERIT_ONLY = 0x0b;

/** People in nested groups with cycles, and a tree of folders and files with lists of every kind. */
export function inventCompany(options: {
  people: number;
  groups: number;
  folders: number;
  files: number;
  seed: number;
}): Company {
  const dice = createDice(options.seed);
  const people = Array.from({ length: options.people }, (_, n) => ({
    uid: `v${String(n).padStart(3, '0')}`,
    name: `Viewer ${wordOf(n)}`,
    uidNumber: 51_000 + n,
    primaryGid: 61_000 + (n % 3),
  }));
  const groups = inventGroups(dice, people, options.groups);
  const guards = createGuards(dice, people, groups);
  const folders: Folder[] = [];
  for (let n = 0; n < options.folders; n++) {
    const parent = n < 8 ? undefined : dice.pick(folders);
    folders.push({ path: parent ? `${parent.path}/f${n}` : `top${n}`, parent, guard: guards.folder() });
  }
  const files = Array.from({ length: options.files }, (_, n): File => {
    const folder = dice.pick(folders);
    const kind = dice.pick(['txt', 'md', 'html'] as const);
    const marker = `zq${wordOf(n)}`;
    return {
      path: `${folder.path}/${marker}.${kind}`,
      folder,
      guard: guards.file(),
      marker,
      topic: dice.pick(TOPICS),
      author: kind === 'html' ? dice.pick(people) : undefined,
      kind,
    };
  });
  return { people, groups, folders, files };
}

/** Five syllables that stand for a number: far enough from each other that no typo turns one into another. */
function wordOf(n: number): string {
  const syllables = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru'];
  const spread = (n * 7919 + 13) % 100_000;
  const digits = [...String(spread).padStart(5, '0')].map(Number);
  const check = digits.reduce((sum, digit, place) => sum + digit * (place + 1), 0);
  return [...digits, check % 10, Math.floor(check / 10) % 10].map((digit) => syllables[digit]).join('');
}

function inventGroups(dice: Dice, people: Person[], count: number): Group[] {
  const groups: Group[] = Array.from({ length: count }, (_, n) => ({
    name: n === 5 ? 'x"] OR aclId EXISTS OR source = "drive' : `group ${n}`,
    gidNumber: 61_000 + n,
    people: dice.some(people, dice.below(8)),
    groups: [],
  }));
  // In any direction, so that there are cycles; some chains are six deep.
  for (const group of groups) if (dice.percent(60)) group.groups.push(...dice.some(groups, 1 + dice.below(2)));
  return groups;
}

function createGuards(dice: Dice, people: Person[], groups: Group[]): { folder(): Guard; file(): Guard } {
  function trustee(): Trustee {
    const throwOf = dice.below(100);
    if (throwOf < 8) return { kind: 'everyone' };
    if (throwOf < 14) return { kind: 'authenticated' };
    if (throwOf < 17) return { kind: 'interactive' };
    if (throwOf < 40) return { kind: 'user', uidNumber: dice.pick(people).uidNumber };
    return { kind: 'group', gidNumber: dice.pick(groups).gidNumber };
  }
  function entry(masks: number[]): Entry {
    const effect = dice.percent(30) ? 'deny' : 'allow';
    const orphan = effect === 'allow' && dice.percent(4);
    return {
      effect,
      trustee: orphan ? { kind: 'orphan' } : trustee(),
      mask: dice.percent(80) ? dice.pick(masks) : dice.pick(OTHER_MASKS),
      flags: dice.percent(10) ? INHERIT_ONLY : dice.percent(30) ? INHERITED : 0,
    };
  }
  /** Lists come again and again: a share has many files and few lists. */
  const pool = (masks: number[], size: number) =>
    Array.from({ length: size }, (): Entry[] => Array.from({ length: dice.below(7) }, () => entry(masks)));
  const openToAll = (masks: number[]): Entry[] => [
    { effect: 'allow', trustee: { kind: 'everyone' }, mask: dice.pick(masks), flags: 0 },
  ];
  const folderLists = pool(PASS_MASKS, 40);
  const fileLists = pool(READ_MASKS, 600);
  const owner = () => ({ uidNumber: dice.pick(people).uidNumber, gidNumber: dice.pick(groups).gidNumber });
  return {
    folder: () => ({
      entries: dice.percent(65) ? openToAll(PASS_MASKS) : dice.pick(folderLists),
      mode: dice.percent(90) ? 0o755 : dice.pick([0o750, 0o711, 0o700, 0o705]),
      ...owner(),
    }),
    file: () => ({
      entries: dice.percent(3) ? 'absent' : dice.pick(fileLists),
      mode: dice.percent(85) ? 0o644 : dice.pick([0o640, 0o600, 0o604, 0o044]),
      ...owner(),
    }),
  };
}
