/** A number; `isExact` is false when counting ended at its limit: then there are at least as many. */
export interface Counted {
  count: number;
  isExact: boolean;
}

/** An entry of a directory as it is there, and the person it becomes. */
export interface PreviewedEntry {
  dn: string;
  excludedBy: string | null;
  /** Passwords and keys are `hidden`, what is no text `binary`. */
  attributes: { name: string; values: string[]; note: 'binary' | 'hidden' | null }[];
  /** Every field of a person; `from` are the attributes it is taken from. */
  fields: { field: string; from: string[]; values: string[] }[];
}

/** A first look at a directory: how many there are, and a few of them as they are. */
export interface DirectoryPreview {
  /** What it says it is. */
  directory: string;
  people: Counted;
  /** Undefined when no groups are read. */
  groups: Counted | undefined;
  entries: PreviewedEntry[];
}
