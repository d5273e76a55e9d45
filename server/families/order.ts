import { type VersionName, versionName } from './version-name.ts';

/** What decides which of a family is on top. */
export interface Orderable {
  /** Of the file. */
  name: string;
  path: string;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

/**
 * Best first: what is called final before all others and drafts behind them; then by version number, where all have one, else the
 * newest, by the day in their names where all have one. Of equals that which is not called a copy, then that with the shortest path.
 */
export function bestFirst<Member extends Orderable>(members: readonly Member[]): Member[] {
  const read = members.map((member) => ({ member, name: versionName(member.name) }));
  const haveNumbers = read.every(({ name }) => name.number.length > 0);
  const haveDays = read.every(({ name }) => name.day !== undefined);
  return read
    .sort(
      (a, b) =>
        standing(b.name) - standing(a.name) ||
        (haveNumbers ? byNumber(b.name, a.name) : 0) ||
        (haveDays ? byText(b.name.day, a.name.day) : 0) ||
        Number(a.name.isCopy) - Number(b.name.isCopy) ||
        b.member.modifiedAt - a.member.modifiedAt ||
        byNumber(b.name, a.name) ||
        a.member.path.length - b.member.path.length ||
        byText(a.member.path, b.member.path),
    )
    .map(({ member }) => member);
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
