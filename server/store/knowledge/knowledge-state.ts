import type { CardEntry, CardKind } from '../../contract/knowledge.ts';
import type { PostWrite } from '../../contract/posts.ts';

/** What people write: see `server/knowledge`. */
export interface KnowledgeStore {
  cards: CardStore;
  questions: QuestionStore;
  posts: PostStore;
  reads: ReadStore;
}

export interface StoredCard<Kind extends CardKind = CardKind> {
  id: number;
  kind: Kind;
  entry: CardEntry<Kind>;
  /** Person's id; null where nobody keeps it. */
  owner: string | null;
  /** Sign-in name. */
  verifiedBy: string | null;
  /** Milliseconds since 1970. */
  verifiedAt: number | null;
  /** A day, `2027-03-12`; null promises nothing. */
  verifiedUntil: string | null;
  createdBy: string;
  createdAt: number;
  changedBy: string;
  changedAt: number;
}

export interface CardChange<Kind extends CardKind> {
  entry: CardEntry<Kind>;
  owner: string | null;
  verifiedUntil: string | null;
  /** Sign-in name: who changes it stands for it. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface CardStore {
  /** Another number after every change, whoever made it. */
  generation(): number;
  /** Oldest first. */
  list<Kind extends CardKind>(kind: Kind): StoredCard<Kind>[];
  get<Kind extends CardKind>(kind: Kind, id: number): StoredCard<Kind> | undefined;
  /** A go link by its name, in any spelling. */
  named(name: string): StoredCard<'go-links'> | undefined;
  /** Its id; undefined when a go link of that name is there. */
  add<Kind extends CardKind>(kind: Kind, added: CardChange<Kind>): number | undefined;
  /** False when a go link of that name is there. */
  change<Kind extends CardKind>(kind: Kind, id: number, change: CardChange<Kind>): boolean;
  verify(id: number, o: { by: string; at: number; until: string }): void;
  remove(kind: CardKind, id: number): boolean;
}

export interface StoredQuestion {
  id: number;
  text: string;
  state: 'open' | 'answered' | 'withdrawn';
  /** The answer's card. */
  card: number | null;
  createdAt: number;
  askers: { person: string; details: string; at: number }[];
  /** Who is asked, and for which asker. */
  asked: { person: string; forAsker: string; hasDeclined: boolean }[];
}

export interface StoredNotification {
  id: number;
  kind: 'answered' | 'handed-on';
  question: number;
  text: string;
  at: number;
  isRead: boolean;
}

/** People are told by the ids of their entries; who has several is all of them. */
export interface QuestionStore {
  get(id: number): StoredQuestion | undefined;
  /** An open question of the same words. */
  open(line: string): StoredQuestion | undefined;
  add(question: { line: string; text: string; at: number }): number;
  /** The same person once: details are those told last. */
  addAsker(id: number, asker: { person: string; details: string; at: number }): void;
  ask(id: number, asked: { person: string; forAsker: string }): void;
  decline(id: number, people: readonly string[]): void;
  removeAsker(id: number, people: readonly string[]): void;
  setState(id: number, state: StoredQuestion['state'], o: { card: number | null; at: number }): void;
  /** Newest first. */
  askedBy(people: readonly string[], limit: number): StoredQuestion[];
  /** Open and not declined, oldest first. */
  waitingFor(people: readonly string[], limit: number): StoredQuestion[];
  /** Open and with nobody who would answer. */
  withoutAnybody(limit: number): StoredQuestion[];
  /** How often they have asked in the last two days, withdrawn since or not. */
  countSince(people: readonly string[], at: number): number;
  notify(o: { person: string; kind: StoredNotification['kind']; question: number; at: number }): void;
  /** Newest first. */
  notifications(people: readonly string[], limit: number): StoredNotification[];
  countUnread(people: readonly string[]): number;
  markRead(people: readonly string[], at: number): void;
}

export interface StoredPost {
  id: number;
  /** `News/2026/New canteen.md`; each once. */
  path: string;
  post: PostWrite;
  /** Person's id. */
  author: string;
  authorName: string;
  createdAt: number;
  changedAt: number;
}

export interface PostStore {
  /** Its id. A path that is taken gets a number. */
  add(post: Omit<StoredPost, 'id' | 'path'> & { folder: string; name: string }): number;
  change(id: number, change: Pick<StoredPost, 'post' | 'changedAt'>): void;
  remove(id: number): void;
  get(id: number): StoredPost | undefined;
  /** Oldest first, in pages. */
  list(after: number, limit: number): StoredPost[];
  hasAny(): boolean;
  /** Newest first. */
  by(people: readonly string[], limit: number): StoredPost[];
  announced(limit: number): StoredPost[];
  /** Written in the last two days, deleted since or not. */
  countSince(people: readonly string[], at: number): number;
}

/**
 * How many people read a document on a day. Who they were is told by a hash whose key is thrown away when the day is over, so that
 * nobody is counted twice and nothing is left of what a person reads.
 */
export interface ReadStore {
  note(read: { day: string; recordId: string; reader: string }): void;
  /** Of days from then on: documents that on one day had at least so many, by all their readers, most first. */
  most(o: { from: string; fewest: number; limit: number }): string[];
}
