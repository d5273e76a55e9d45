import type { AccessRef } from './access.ts';
import type { GroupContent, PersonContent } from './content.ts';
import type { Listing } from './listing.ts';
import type { DocumentRecord } from './records.ts';
import type { HeldRemoval } from './run.ts';

/** People and groups as the directory gives them; memberships are closed over nested groups by the store. */
export interface DirectoryState {
  putPerson(source: string, id: string, itemId: string, person: Omit<PersonContent, 'photo'>): void;
  putPhoto(id: string, photo: Uint8Array | undefined): void;
  putGroup(source: string, itemId: string, group: GroupContent): void;
  removePerson(source: string, itemId: string): void;
  /** Whether the person's account has ended: nobody signs in with it or finds the person, whatever becomes of the entry. */
  setDisabled(source: string, itemId: string, disabled: boolean): void;
  removeGroup(source: string, itemId: string): void;
  /** Recomputes transitive memberships of a source after its run. */
  closeMemberships(source: string): void;
  /** The one person that an e-mail address, sign-in name or full name stands for; undefined when none or several. */
  resolveAuthor(text: string): { id: string; name: string } | undefined;
}

/**
 * Access lists in numbered slots (`aclId`: the number as decimal text), each slot of one source. Numbers are given in the order
 * of discovery and never twice. Documents refer to a slot, so replacing what stands in it changes who may read all of them.
 */
export interface AclState {
  /** The slot that holds the access, a new one if there is none. An unknown access has its slot too, readable by nobody. */
  intern(source: string, access: AccessRef): string;
  /** The same without ever making one. */
  find(source: string, access: AccessRef): string | undefined;
  /** A new slot, even when another holds the same. */
  add(source: string, access: AccessRef): string;
  /** What stands in the slot. */
  get(aclId: string): AccessRef | undefined;
  /** Whether the slot holds exactly this. */
  holds(aclId: string, access: AccessRef): boolean;
  /** Puts another access into the slot; a narrowing of it ends. */
  replace(aclId: string, access: AccessRef): void;
  /**
   * Shows the documents under the slot only to those whom its access and this one let read, until `widen`. What stands in the
   * slot stays.
   */
  narrow(aclId: string, access: AccessRef): void;
  /** Ends the narrowing of a slot. */
  widen(aclId: string): void;
  /** The narrowed slots of a source. */
  narrowed(source: string): string[];
  /** Removes slots that neither an item nor the index refers to; how many there were. */
  removeUnused(source: string): number;
}

/** What is kept of a listing whose rows in the ledger agree with it. Forgotten by itself when any row of its folder is written. */
export interface StoredListing extends Listing {
  files: number;
  excluded: number;
  /** Files by the slot under which the index holds them. */
  slots: Record<string, number>;
  /** What read the files. */
  readers: string[];
  /** When the first of them is to be tried again, milliseconds since 1970. */
  dueAt: number | null;
}

export interface ListingState {
  all(source: string): Iterable<StoredListing>;
  get(source: string, key: string): StoredListing | undefined;
  put(source: string, listing: StoredListing): void;
  remove(source: string, key: string): void;
}

/** What OCR made of pages, so that no page is read twice, whatever becomes of a run. Goes with the record. */
export interface RecognizedState {
  /** In the order of pages; nothing of other bytes than those of the digest. */
  pages(recordId: string, digest: string): RecognizedPage[];
  /** Takes the place of what was there of the page, and of everything that belongs to other bytes of the record. */
  put(recordId: string, digest: string, page: RecognizedPage): void;
  /** Forgets what belongs to records that are not there any more; how many pages there were. */
  removeUnused(): number;
}

export interface RecognizedPage {
  page: number;
  /** Null when it could not be read. */
  text: string | null;
  /** Why it could not be read, in words. */
  problem: string | null;
  /** With which languages, `eng+deu`. */
  languages: string;
  /** Within how many seconds. */
  seconds: number;
}

/** Removals that wait. At most one set per source: what a run could not see any more and did not dare to remove. */
export interface HeldState {
  get(source: string): StoredHold | undefined;
  /** Replaces what was held before, and with it a confirmation; what somebody wants to be kept stays kept. */
  hold(source: string, removal: HoldRequest): void;
  clear(source: string): void;
}

export interface HoldRequest extends HeldRemoval {
  /** What releases it besides a person: another complete run that misses no more, or nothing else. */
  release: 'second-run' | 'confirmation';
  /**
   * Of the run that held it: items not seen since belong to it, items seen in it and missing later do not. A run that tells
   * changes only has not seen the others: what it holds is marked in the ledger as seen in no run (0), and this is 1.
   */
  generation: number;
}

export interface KeptRemoval {
  /** Sign-in name. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What was not seen since it is kept. */
  generation: number;
}

export interface StoredHold extends HoldRequest {
  /** When the first run of an unbroken line held something back, milliseconds since 1970. */
  heldAt: number;
  confirmed: boolean;
  /** Somebody has said that what was held then is not gone: no run releases it, only a confirmation. */
  kept: KeptRemoval | undefined;
}

/** Whom files name as their authors, and in their texts; resolved again whenever the directory changes. */
export interface AuthorState {
  /** Which of these names, as they stand in a text, are full names of people in the directory. */
  people(names: readonly string[]): string[];
  /** Resolves so many texts that may mean somebody else now; how many there were: 0 when there are none left. */
  resolve(limit: number): number;
  /** Texts whose documents may still tell otherwise. */
  outdated(): number[];
  /** Pages through the documents in the index that name the text as an author. */
  documentsOf(
    author: number,
    page: { after: { source: string; itemId: string } | undefined; limit: number },
  ): AttributedDocument[];
  /** Gives a document its right authors, unless it has got others meanwhile. */
  tell(document: AttributedDocument, right: DocumentRecord['authors']): void;
  /** All documents of the text tell what is right. */
  settled(author: number): void;
}

export interface AttributedDocument {
  source: string;
  itemId: string;
  recordId: string;
  passages: number;
  /** As the ledger tells them now. */
  authors: DocumentRecord['authors'];
}
