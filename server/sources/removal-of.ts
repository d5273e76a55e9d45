import type { SourceRemoval } from '../contract/sources.ts';
import type { StateStore } from '../store/state-store.ts';

/** What disappears with a source, in numbers and in a sentence. */
export function removalOf(store: StateStore, { id, isShadowed }: { id: string; isShadowed: boolean }): SourceRemoval {
  if (isShadowed) {
    const sentence = 'Nothing disappears: the source of this id in the configuration file stays as it is.';
    return { people: 0, groups: 0, documents: 0, failures: 0, sentence };
  }
  const contents = store.consoleSources.contents(id);
  const parts = [
    countOf(contents.people, 'person', 'people'),
    countOf(contents.groups, 'group', 'groups'),
    countOf(contents.documents, 'document', 'documents'),
  ].filter((part) => part !== undefined);
  const what = parts.length === 0 ? 'Nothing has been read from it yet.' : `${inWords(parts)} cannot be found any more.`;
  const place = 'Nothing is changed at the place itself.';
  const rights =
    contents.people + contents.groups > 0 ? ' Its people cannot sign in, and permissions that name them match nobody.' : '';
  return { ...contents, sentence: `${what}${rights} ${place}` };
}

function countOf(count: number, one: string, other: string): string | undefined {
  return count === 0 ? undefined : `${count.toLocaleString('en')} ${count === 1 ? one : other}`;
}

function inWords(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
