import type { Principal } from './access.ts';

export interface PersonContent {
  kind: 'person';
  /** Sign-in name. */
  uid: string;
  name: string;
  givenName?: string;
  surname?: string;
  /** Further names the directory gives: other cn values, display name, maiden name. */
  otherNames: string[];
  title?: string;
  department?: string;
  location?: string;
  room?: string;
  /** Primary address first. */
  emails: string[];
  /** As the directory spells them. */
  phones: { kind: 'work' | 'mobile' | 'home' | 'fax' | 'pager'; number: string }[];
  employeeNumber?: string;
  skills: string[];
  languages: string[];
  bio?: string;
  /** How other records of this source refer to this one (LDAP: the canonical DN, see `ldap/canonical-dn.ts`). */
  key: string;
  /** The manager's `key`. Resolved when read, so a manager who is renamed rewrites no report. */
  managerKey?: string;
  /** The tokens by which access entries may name this person: `user:ada`, `uid:20001`, `sid:S-1-5-…`. */
  principals: Principal[];
  /** The group this person belongs to without being listed there (POSIX gidNumber, AD primaryGroupID). */
  primaryGroup?: Principal;
  /** Lazy: read only for new and changed people. Resolves to undefined when there is none. */
  photo?: (signal: AbortSignal) => Promise<Uint8Array | undefined>;
}

export interface GroupContent {
  kind: 'group';
  name: string;
  description?: string;
  /** Its mailing address. */
  email?: string;
  key: string;
  /** The `key` of every direct member, people and groups alike. */
  memberKeys: string[];
  /** Members named by sign-in name (RFC 2307 `memberUid`). */
  memberUids: string[];
  /** `group:leadership`, `gid:30001`, `sid:S-1-5-…`. */
  principals: Principal[];
}

export interface FileContent {
  kind: 'file';
  /** Last segment of the path, for people to read. */
  name: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** From the source's `labels`. */
  label?: string;
  /** Whose file it is, where the place says so: the weakest word on who wrote it. */
  owner?: Principal;
  /** The source's limit for extraction, bytes: a larger file is found by its name only. Undefined: the sync's own limit. */
  maxBytes?: number;
  /** How the source's scans are to be read; undefined: not at all. */
  ocr?: OcrRules;
  /** Makes the bytes reachable as a local file for as long as it is not closed; nothing is read before. */
  open(signal: AbortSignal): Promise<OpenedFile>;
}

/** What a source wants of OCR, see `ocr/ocr-rules.ts`. */
export interface OcrRules {
  /** `auto`: where a program is found, pages without text and pictures of the size of a page. `on`: small pictures too. */
  mode: 'off' | 'auto' | 'on';
  /** As tesseract calls them: `eng`, `deu`. Undefined: the usual ones that are installed. */
  languages?: readonly string[] | undefined;
  /** Of one document. */
  maxPages: number;
  secondsPerPage: number;
  minutesPerRun: number;
}

export interface OpenedFile {
  /** Raw path bytes: names need not be UTF-8. Free of symbolic links, so that whoever opens it can tell when one was put in. */
  path: Buffer;
  /** How it looked when it was listed: what changed since has no access of its own yet, and is not read. */
  seen?: SeenFile;
  /** Frees what `open` made (a temporary copy); a file on a drive needs nothing. */
  close(): Promise<void>;
}

export interface SeenFile {
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970, whole. */
  modifiedAt: number;
  /** When anything of it was changed (ctime), nanoseconds since 1970: nobody can set that back. Where a place tells it for good. */
  changed?: string;
}
