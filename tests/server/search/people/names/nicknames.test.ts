import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nicknameRelations } from '#server/search/people/names/nicknames.ts';

const of = (name: string) => nicknameRelations([name]);

test.each([
  ['bob', 'robert'],
  ['bill', 'william'],
  ['peggy', 'margaret'],
  ['dick', 'richard'],
  ['hank', 'henry'],
  ['jack', 'john'],
  ['polly', 'mary'],
  ['sally', 'sarah'],
  ['bess', 'elizabeth'],
  ['betty', 'elizabeth'],
  ['ted', 'theodore'],
  ['ted', 'edward'],
  ['ned', 'edmund'],
  ['bert', 'albert'],
  ['bert', 'robert'],
  ['bert', 'hubert'],
  ['alex', 'alexander'],
  ['alex', 'alexandra'],
  ['alex', 'alexis'],
  ['chris', 'christopher'],
  ['chris', 'christine'],
  ['sam', 'samuel'],
  ['sam', 'samantha'],
  ['pat', 'patrick'],
  ['pat', 'patricia'],
  ['nick', 'nicholas'],
  ['max', 'maximilian'],
  ['jo', 'joanna'],
  ['jo', 'joachim'],
  ['kim', 'kimberly'],
  ['sepp', 'josef'],
  ['uschi', 'ursula'],
  ['manolo', 'manuel'],
  ['paco', 'francisco'],
  ['beppe', 'giuseppe'],
  ['ze', 'jose'],
  ['guillou', 'guillaume'],
  ['sasha', 'aleksandr'],
  ['dima', 'dmitry'],
  ['kasia', 'katarzyna'],
  ['kuba', 'jakub'],
  ['honza', 'jan'],
  ['sjaak', 'jacobus'],
  ['lasse', 'lars'],
  ['jussi', 'juhani'],
  ['kostas', 'konstantinos'],
  ['moshiko', 'moshe'],
  ['pista', 'istvan'],
  ['venkat', 'venkatesan'],
])('%s is short for %s, and the other way round', (short, full) => {
  expect(of(short).get(full)).toBe('short');
  expect(of(full).get(short)).toBe('short');
});

test('a pet name may be written otherwise', () => {
  for (const written of ['debbie', 'debby', 'debbi']) expect(of(written).get('deborah')).toBe('short');
});

test('two short forms of one name are less to each other than to the name', () => {
  expect(of('bill').get('will')).toBe('sibling');
});

test('names that share a short form are not each other', () => {
  for (const [one, other] of [
    ['alexander', 'alexandra'],
    ['patrick', 'patricia'],
    ['samuel', 'samantha'],
    ['theodore', 'edward'],
    ['albert', 'robert'],
  ] as const)
    expect(of(one).has(other), `${one}, ${other}`).toBe(false);
});

test('a short form belongs to its own language, the full names go together', () => {
  expect(of('katherine').get('kathryn')).toBe('variant');
  expect(of('john').get('giovanni')).toBe('translation');
  expect(of('jack').has('giovanni')).toBe(false);
  expect(of('hank').has('enrique')).toBe(false);
});

test('what is no given name has none', () => {
  expect(of('printer').size).toBe(0);
});

test('the table says where it comes from, and each of its lines can be read', () => {
  const file = path.join(import.meta.dirname, '../../../../../server/search/people/names/nicknames.txt');
  const [head = '', ...lines] = readFileSync(file, 'utf8').split(/\n\n/, 1).concat(readFileSync(file, 'utf8').split('\n'));
  expect(head).toMatch(/^# Source: .*own work/m);
  const names = lines.filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of names) expect(line).toMatch(/^[\p{L} ’']+:[\p{L} ’']*(?: ?\| [\p{L} ’']+:[\p{L} ’']*)*$/u);
  const pairs = names.flatMap((line) => line.split('|')).reduce((sum, part) => sum + pairsOf(part), 0);
  expect(pairs).toBeGreaterThan(5_000);
});

function pairsOf(part: string): number {
  const [full = 0, short = 0] = part.split(':').map((names) => names.trim().split(' ').filter(Boolean).length);
  return full * short;
}
