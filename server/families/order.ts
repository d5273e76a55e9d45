import { type VersionName, versionName } from './version-name.ts';

/** What decides which of a family is on top. */
export interface Orderable {
  /** Of the file. */
  name: string;
  path: string;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** The same for members with the same text. */
  text?: string | null | undefined;
}

/**
 * Best first: what is called final before all others and drafts behind them; then by version number, where all have one, else the
 * newest, by the day in their names where all have one. Of those with the same text that which is not called a copy, then the
 * newest, then that with the shortest path.
 */
export function bestFirst<Member extends Orderable>(members: readonly Member[]): Member[] {
  const read = members.map((member) => ({ member, name: versionName(member.name) }));
  const newest = newestOfText(members);
  const timeOf = ({ text, modifiedAt }: Member) => newest.get(text) ?? modifiedAt;
  const haveNumbers = read.every(({ name }) => name.number.length > 0);
  const haveDays = read.every(({ name }) => name.day !== undefined);
  return read
    .sort(
      (a, b) =>
        standing(b.name) - standing(a.name) ||
        (haveNumbers ? byNumber(b.name, a.name) : 0) ||
        (haveDays ? byText(b.name.day, a.name.day) : 0) ||
        timeOf(b.member) - timeOf(a.member) ||
        byText(a.member.text ?? '', b.member.text ?? '') ||
        Number(a.name.isCopy) - Number(b.name.isCopy) ||
        b.member.modifiedAt - a.member.modifiedAt ||
        byNumber(b.name, a.name) ||
        a.member.path.length - b.member.path.length ||
        byText(a.member.path, b.member.path),
    )
    .map(({ member }) => member);
}

/** A copy that was made later is no later text. */
function newestOfText(members: readonly Orderable[]): Map<string | null | undefined, number> {
  const newest = new Map<string | null | undefined, number>();
  for (const { text, modifiedAt } of members) if (text) newest.set(text, Math.max(modifiedAt, newest.get(text) ?? modifiedAt));
  return newest;
}

function standing({ status }: VersionName): number {
  return status === 'final' ? 1 : status === 'draft' ? -1 : 0;
}

function byNumber(a: VersionName, b: VersionName): number {
  const length = Math.max(a.number.length, b.number.length);
  const place = Array.from({ length }, (_, n) => n).find((n) => (a.number[n] ?? 0) !== (b.number[n] ?? 0));
  return place === undefined ? 0 : (a.number[place] ?? 0) - (b.number[place] ?? 0);
}

function byText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
