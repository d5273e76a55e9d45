import { expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import { HIDDEN_BY_CANARY } from '#server/access/canary-words.ts';
import { acl, createExplainHouse, signal } from './explain-house.ts';

const ADA = 'Ada Lovelace (ada) is in the directory "staff".';
const PLAN = '"Plans/kestrel.md" in the source "library" is indexed.';
const YES = 'So Ada Lovelace may read it and finds it.';
const NO = 'So Ada Lovelace may not read it and does not find it.';

type House = ReturnType<typeof createExplainHouse>;
interface Case {
  fact: string;
  set?: (house: House) => void;
  /** Of "Plans/kestrel.md" in "library". */
  access?: AccessRef;
  as?: string;
  document?: string;
  live?: () => AccessRef | { state: 'gone' };
  verdict: string;
  steps: string[];
}

const IN_STAFF =
  'Ada Lovelace is in the group "project-kestrel", which is in the group "engineering", which is in the group "staff".';

const ACCESS: Case[] = [
  {
    fact: 'the file names the person',
    access: acl(['item', 'allow user:ada']),
    verdict: 'allowed',
    steps: [ADA, PLAN, 'The file itself lets Ada Lovelace (ada) read it.', YES],
  },
  {
    fact: 'the file names a group that the person is in by way of two others',
    access: acl(['item', 'allow group:board, allow group:staff']),
    verdict: 'allowed',
    steps: [ADA, PLAN, IN_STAFF, 'The file itself lets the group "staff" read it.', YES],
  },
  {
    fact: 'the file names a group by its Windows number',
    access: acl(['item', 'allow sid:S-1-5-21-1-2-3-1105']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'Ada Lovelace is in the group "project-kestrel", which is in the group "engineering".',
      'The file itself lets the group "engineering" (sid:S-1-5-21-1-2-3-1105) read it.',
      YES,
    ],
  },
  {
    fact: 'the file names the primary group, where the person is not listed',
    access: acl(['item', 'allow gid:30001']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'Ada Lovelace is in the group "primary".',
      'The file itself lets the group "primary" (gid:30001) read it.',
      YES,
    ],
  },
  {
    fact: 'nothing restricts anyone',
    access: acl(),
    verdict: 'allowed',
    steps: [ADA, PLAN, 'Everybody may read it: neither the file nor any folder above it restricts anyone.', YES],
  },
  {
    fact: 'share, folder and file all say yes, and a group is told once',
    access: acl(['share', 'allow authenticated'], ['parent Plans', 'allow group:staff'], ['item', 'allow group:staff']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'The share admits everybody who is signed in.',
      IN_STAFF,
      'The folder "Plans" lets the group "staff" pass.',
      'The file itself lets the group "staff" read it.',
      YES,
    ],
  },
  {
    fact: 'an entry refuses a group before another allows the person',
    access: acl(['item', 'deny group:engineering, allow user:ada']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'Ada Lovelace is in the group "project-kestrel", which is in the group "engineering".',
      'The file itself does not let the group "engineering" read it. That comes first, so it does not help that Ada Lovelace (ada) may.',
      NO,
    ],
  },
  {
    fact: 'nobody of the file’s entries is the person',
    access: acl(['item', 'allow group:board, allow user:grace']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'The file itself has no entry for Ada Lovelace or any of their groups, which means no. Only the group "board" and Grace Hopper (grace) may read it.',
      NO,
    ],
  },
  {
    fact: 'a folder above is closed although the file is open',
    access: acl(['parent Plans', 'allow group:board']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'The folder "Plans" has no entry for Ada Lovelace or any of their groups, which means no. Only the group "board" may pass.',
      NO,
    ],
  },
  {
    fact: 'the stored folder is one above another document with equal rights',
    access: acl(['parent Salaries/2026', 'allow group:board']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'A folder above it has no entry for Ada Lovelace or any of their groups, which means no. Only the group "board" may pass.',
      NO,
    ],
  },
  {
    fact: 'the share is closed',
    access: acl(['share', ''], ['item', 'allow user:ada']),
    verdict: 'denied',
    steps: [ADA, PLAN, 'The share has no entry for Ada Lovelace or any of their groups, which means no. Nobody may come in.', NO],
  },
  {
    fact: 'a group that no directory knows might be theirs',
    access: acl(['item', 'allow sid:S-1-5-21-9-9-9-513']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'The file itself has no entry for Ada Lovelace or any of their groups, which means no. Only the Windows account sid:S-1-5-21-9-9-9-513 (no directory knows it) may read it.',
      'No directory that Atrium reads knows sid:S-1-5-21-9-9-9-513. If Ada Lovelace belongs to it, let Atrium read the directory that it is from.',
      NO,
    ],
  },
  {
    fact: 'somebody is refused whom no directory knows, before the person is allowed',
    access: acl(['item', 'deny sid:S-1-5-21-9-9-9-1200, allow user:ada']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'The file itself refuses the Windows account sid:S-1-5-21-9-9-9-1200 (no directory knows it). Nobody can tell who that is, so it counts as refusing everybody.',
      'To mend it, let Atrium read the directory that this account is from, or take the entry away.',
      NO,
    ],
  },
  {
    fact: 'the permissions could not be read',
    access: { state: 'unknown', reason: 'its permissions cannot be read: EACCES' },
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'Who may read it is not known: its permissions cannot be read: EACCES.',
      'So nobody finds it, whoever asks.',
    ],
  },
  {
    fact: 'the canary has hidden it',
    access: { state: 'unknown', reason: HIDDEN_BY_CANARY },
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'A check found it open to people whom the place itself refuses, so it was hidden from everybody. The next run of the source "library" reads its permissions anew.',
      'So nobody finds it, whoever asks.',
    ],
  },
];

const STATES: Case[] = [
  {
    fact: 'a rule leaves the file out',
    set: ({ addDocument }) => addDocument('Plans/~$x.docx', undefined, { state: 'excluded', reason: 'exclude: **/~$*' }),
    document: 'Plans/~$x.docx',
    verdict: 'excluded',
    steps: [
      ADA,
      '"Plans/~$x.docx" in the source "library" is left out on purpose (exclude: **/~$*), so nobody finds it. To have it found, change "include" or "exclude" of the source "library".',
    ],
  },
  {
    fact: 'a rule leaves out the folder that it is in',
    set: ({ addDocument }) =>
      addDocument('.snapshot', undefined, { state: 'excluded', kind: 'folder', reason: 'exclude: .snapshot' }),
    document: '.snapshot/Monday/plan.md',
    verdict: 'excluded',
    steps: [
      ADA,
      'Everything in the folder ".snapshot" in the source "library" is left out on purpose (exclude: .snapshot), so nobody finds it. To have it found, change "include" or "exclude" of the source "library".',
    ],
  },
  {
    fact: 'it was seen and is not in the index yet',
    set: ({ addDocument }) => addDocument('Plans/new.md', undefined, { state: 'pending' }),
    document: 'Plans/new.md',
    verdict: 'not-indexed',
    steps: [ADA, '"Plans/new.md" in the source "library" was seen and is being read; it is found when that is done.'],
  },
  {
    fact: 'no source has shown it',
    document: 'Plans/nothing.md',
    verdict: 'not-indexed',
    steps: [
      ADA,
      'No source has shown a document with the id or path "Plans/nothing.md" yet. A path begins below the source\'s own folder, like "Plans/2026/budget.xlsx"; what is new is there after the next run of its source.',
    ],
  },
  {
    fact: 'its text could not be read',
    set: ({ addDocument }) => addDocument('Plans/old.doc', acl(), { state: 'failed', reason: 'It is encrypted' }),
    document: 'Plans/old.doc',
    verdict: 'failed',
    steps: [
      ADA,
      '"Plans/old.doc" in the source "library" is indexed by its name only.',
      'Everybody may read it: neither the file nor any folder above it restricts anyone.',
      'So Ada Lovelace may read it, but finds it by its name only, because its text could not be read: It is encrypted.',
    ],
  },
  {
    fact: 'only a part of its text could be read',
    set: ({ addDocument }) => addDocument('Plans/long.pdf', acl(), { state: 'partial', reason: 'Only the first 5000 pages' }),
    document: 'Plans/long.pdf',
    verdict: 'allowed',
    steps: [
      ADA,
      '"Plans/long.pdf" in the source "library" is indexed.',
      'Everybody may read it: neither the file nor any folder above it restricts anyone.',
      'So Ada Lovelace may read it and finds it by what could be read of it: Only the first 5000 pages.',
    ],
  },
  {
    fact: 'it is gone and its removal is held back',
    set: ({ addDocument, store }) => {
      addDocument('Plans/gone.md', acl());
      store.held.hold('library', { reason: 'many', count: 60, examples: [], release: 'confirmation', generation: 2 });
    },
    document: 'Plans/gone.md',
    verdict: 'allowed',
    steps: [
      ADA,
      '"Plans/gone.md" in the source "library" is indexed.',
      'The last runs did not see it any more. Its removal is one of 60 that are held back until an administrator confirms them or it is seen again; so long it is found as before.',
      'Everybody may read it: neither the file nor any folder above it restricts anyone.',
      YES,
    ],
  },
  {
    fact: 'its source is not in the configuration any more',
    set: ({ addDocument }) => addDocument('Plans/left.md', acl(), { source: 'former' }),
    document: 'Plans/left.md',
    verdict: 'not-indexed',
    steps: [ADA, '"Plans/left.md" in the source "former" is found by nobody: the source is not in the configuration any more.'],
  },
  {
    fact: 'two sources have that path',
    set: ({ addDocument }) => {
      addDocument('Plans/both.md', acl());
      addDocument('Plans/both.md', acl(), { source: 'archive', recordId: 'other' });
    },
    document: 'Plans/both.md',
    verdict: 'ambiguous',
    steps: [
      ADA,
      'Several sources have a document with the path "Plans/both.md". Ask for one of them: "archive:Plans/both.md", "library:Plans/both.md".',
    ],
  },
  {
    fact: 'one of two with that path is named by its source',
    set: ({ addDocument }) => {
      addDocument('Plans/both.md', acl());
      addDocument('Plans/both.md', acl(['item', '']), { source: 'archive', recordId: 'other' });
    },
    document: 'archive:Plans/both.md',
    verdict: 'denied',
    steps: [
      ADA,
      '"Plans/both.md" in the source "archive" is indexed.',
      'The file itself has no entry for Ada Lovelace or any of their groups, which means no. Nobody may read it.',
      NO,
    ],
  },
];

const PEOPLE: Case[] = [
  {
    fact: 'nobody has that sign-in name',
    as: 'charles',
    access: acl(),
    verdict: 'unknown-user',
    steps: [
      'Nobody with the sign-in name "charles" is in a directory that Atrium reads, so nobody sees anything under that name.',
    ],
  },
  {
    fact: 'the person’s directory is not in the configuration any more',
    set: ({ addPerson }) => addPerson('old', 'Olga Old', { source: 'former-staff' }),
    as: 'old',
    access: acl(),
    verdict: 'unknown-user',
    steps: [
      'Olga Old (old) was in the directory "former-staff", which is not in the configuration any more, and so sees nothing.',
    ],
  },
  {
    fact: 'the person’s account has ended',
    set: ({ store }) => store.directory.setDisabled('staff', 'grace', true),
    as: 'grace',
    access: acl(['item', 'allow user:grace']),
    verdict: 'unknown-user',
    steps: [
      'The account of Grace Hopper (grace) has ended, says the directory "staff": nobody signs in with it or sees anything.',
    ],
  },
  {
    fact: 'the person is in two directories and the other one’s group is what counts',
    set: ({ addPerson, store }) => {
      addPerson('ada', 'Ada King', { source: 'archive', principals: ['user:ada', 'sid:S-1-5-21-7'] });
      store.directory.putGroup('archive', 'g', {
        ...{ kind: 'group', name: 'analysts', key: 'g', memberKeys: ['ada'], memberUids: [], principals: ['group:analysts'] },
      });
      store.directory.setSamePersonRule(['uid']);
      store.directory.closeMemberships('archive');
    },
    access: acl(['item', 'allow group:analysts']),
    verdict: 'allowed',
    steps: [
      ADA,
      'Ada Lovelace is the same person as "ada" in the directory "archive", so the groups of both count.',
      'Groups of Ada Lovelace may be missing. The directory "archive": It was never read completely, so groups may be missing: people are told that results may be.',
      PLAN,
      'Ada Lovelace, as "ada" of the directory "archive", is in the group "analysts".',
      'The file itself lets the group "analysts" read it.',
      YES,
    ],
  },
  {
    fact: 'the person’s directory was never read to its end',
    set: ({ addPerson }) => addPerson('new', 'Nina New', { source: 'archive' }),
    as: 'new',
    access: acl(['item', 'allow group:board']),
    verdict: 'denied',
    steps: [
      'Nina New (new) is in the directory "archive".',
      'Groups of Nina New may be missing. The directory "archive": It was never read completely, so groups may be missing: people are told that results may be.',
      PLAN,
      'The file itself has no entry for Nina New or any of their groups, which means no. Only the group "board" may read it.',
      'So Nina New may not read it and does not find it.',
    ],
  },
];

const LIVE: Case[] = [
  {
    fact: 'the place says the same, with the folders of this very document',
    access: acl(['parent Salaries', 'allow group:staff']),
    live: () => acl(['parent Plans', 'allow group:staff']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      IN_STAFF,
      'The folder "Plans" lets the group "staff" pass.',
      YES,
      'The source "library", asked just now, says the same.',
    ],
  },
  {
    fact: 'a right was withdrawn since the last run',
    access: acl(['item', 'allow user:ada']),
    live: () => acl(['parent Plans', 'allow group:board'], ['item', 'allow user:ada']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'The file itself lets Ada Lovelace (ada) read it.',
      YES,
      'Its permissions have changed since the last run (12 minutes ago): now Ada Lovelace may not read it. The folder "Plans" has no entry for Ada Lovelace or any of their groups, which means no. Only the group "board" may pass. The next run takes that over.',
    ],
  },
  {
    fact: 'a right was given since the last run',
    access: acl(['item', 'allow group:board']),
    live: () => acl(['item', 'allow group:board, allow user:ada']),
    verdict: 'denied',
    steps: [
      ADA,
      PLAN,
      'The file itself has no entry for Ada Lovelace or any of their groups, which means no. Only the group "board" may read it.',
      NO,
      'Its permissions have changed since the last run (12 minutes ago): now Ada Lovelace may read it. The file itself lets Ada Lovelace (ada) read it. The next run takes that over.',
    ],
  },
  {
    fact: 'a change since the last run is none for the person',
    access: acl(['item', 'allow user:ada']),
    live: () => acl(['item', 'allow user:ada, allow user:grace']),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'The file itself lets Ada Lovelace (ada) read it.',
      YES,
      'Its permissions have changed since the last run (12 minutes ago); that makes no difference to Ada Lovelace.',
    ],
  },
  {
    fact: 'it has been deleted since the last run',
    access: acl(),
    live: () => ({ state: 'gone' }),
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'Everybody may read it: neither the file nor any folder above it restricts anyone.',
      YES,
      'It is not there any more, says the source "library" just now; the next run takes that over.',
    ],
  },
  {
    fact: 'the place cannot be asked',
    access: acl(),
    live: () => {
      throw new Error('the drive does not answer');
    },
    verdict: 'allowed',
    steps: [
      ADA,
      PLAN,
      'Everybody may read it: neither the file nor any folder above it restricts anyone.',
      YES,
      'The source "library" could not be asked just now (the drive does not answer); this is how it was in the last run (12 minutes ago).',
    ],
  },
];

test.each([...ACCESS, ...STATES, ...PEOPLE, ...LIVE])('told in words: $fact', async (c) => {
  const house = createExplainHouse(c.live ? { live: c.live } : {});
  if (c.access) house.addDocument('Plans/kestrel.md', c.access);
  c.set?.(house);
  const question = { uid: c.as ?? 'ada', document: c.document ?? 'Plans/kestrel.md' };
  const { verdict, steps, chain } = await house.explain.anyone(question, signal);
  expect({ verdict, steps }).toEqual({ verdict: c.verdict, steps: c.steps });
  expect(chain.map(({ text }) => text)).toEqual(steps);
  house.store.close();
});
