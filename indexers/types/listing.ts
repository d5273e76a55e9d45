/** A place of a source at which something may have changed: never the truth, a run looks there. */
export interface ChangeHint {
  /** Id of a folder or a file. */
  id: string;
  /** `files`: those directly in the folder. `everything`: what was put there, with all below it. `gone`: it may be away. */
  what: 'files' | 'everything' | 'gone';
}

/** Some files of one folder, next to each other in it, with what is left out there. */
export interface Listing {
  /** The id of the first. */
  key: string;
  /** Of everything that a run looks at to decide about them: equal digests, equal decisions. */
  digest: string;
  /** From and to: all ids in these ranges and no others. */
  ranges: [string, string][];
  /** How many there are. */
  items: number;
}

/** An item as the last runs left it. */
export interface KnownItem {
  id: string;
  path: string;
  /** Seen and left out by a rule. */
  isExcluded: boolean;
}
