import type { Viewer } from '../access/viewer.ts';
import { type CardEntry, type CardKind, MOST_CARDS } from '../contract/knowledge.ts';
import { AppError } from '../errors.ts';
import type { CardStore, StoredCard } from '../store/knowledge/knowledge-state.ts';
import type { StateStore } from '../store/state-store.ts';
import { checkAudience } from './audience.ts';
import { inTwelveMonths } from './present-card.ts';
import type { Selves } from './selves.ts';

/** What is to be kept, with who keeps it. */
export interface CardWrite<Kind extends CardKind> {
  entry: CardEntry<Kind>;
  /** Sign-in name; who writes it keeps it when left out, or whoever kept it before. */
  owner?: string | undefined;
  /** A day; null promises nothing; twelve months when left out. */
  verifiedUntil?: string | null | undefined;
}

/**
 * Where cards are written: administrators write all of them, owners their own. Throws AppError: `not-found` for what is not there
 * or not the viewer's, `invalid-request` naming the field, `conflict` for a name that is taken or when there are too many.
 */
export interface CardDesk {
  list<Kind extends CardKind>(kind: Kind): StoredCard<Kind>[];
  mayChange(card: Pick<StoredCard, 'owner'>, viewer: Viewer): boolean;
  /** One that the viewer may change. */
  get<Kind extends CardKind>(kind: Kind, id: number, viewer: Viewer): StoredCard<Kind>;
  add<Kind extends CardKind>(kind: Kind, card: CardWrite<Kind>, viewer: Viewer): StoredCard<Kind>;
  change<Kind extends CardKind>(kind: Kind, id: number, card: CardWrite<Kind>, viewer: Viewer): StoredCard<Kind>;
  /** Says that it still holds. */
  verify<Kind extends CardKind>(kind: Kind, id: number, until: string | undefined, viewer: Viewer): StoredCard<Kind>;
  remove<Kind extends CardKind>(kind: Kind, id: number, viewer: Viewer): StoredCard<Kind>;
}

export function createCardDesk(options: {
  store: Pick<StateStore, 'transaction' | 'knowledge' | 'directory'>;
  selves: Selves;
}): CardDesk {
  const { store, selves } = options;
  const { cards } = store.knowledge;

  function mayChange({ owner }: Pick<StoredCard, 'owner'>, viewer: Viewer): boolean {
    return viewer.isAdmin || (owner !== null && selves.of(viewer).includes(owner));
  }

  function get<Kind extends CardKind>(kind: Kind, id: number, viewer: Viewer): StoredCard<Kind> {
    const card = cards.get(kind, id);
    if (card === undefined || !mayChange(card, viewer))
      throw new AppError('not-found', `There is nothing with the number ${id} that you may change; it may have been removed.`);
    return card;
  }

  /** Who keeps it; somebody else may be named by administrators, and by owners who hand it on. */
  function ownerOf(write: { owner?: string | undefined }, before: StoredCard | undefined, viewer: Viewer): string | null {
    if (write.owner !== undefined) return selves.named(write.owner, 'owner').id;
    return before?.owner ?? selves.of(viewer)[0] ?? null;
  }

  function changeOf<Kind extends CardKind>(write: CardWrite<Kind>, before: StoredCard<Kind> | undefined, viewer: Viewer) {
    const isSame = before !== undefined && JSON.stringify(before.entry.audience) === JSON.stringify(write.entry.audience);
    if (!isSame) checkAudience(write.entry.audience, viewer, store.directory);
    const at = Date.now();
    const verifiedUntil = write.verifiedUntil === undefined ? inTwelveMonths(at) : write.verifiedUntil;
    return { entry: write.entry, owner: ownerOf(write, before, viewer), verifiedUntil, by: viewer.uid, at };
  }

  return {
    list: (kind) => cards.list(kind),
    mayChange,
    get,
    add: (kind, write, viewer) =>
      store.transaction(() => {
        if (cards.list(kind).length >= MOST_CARDS[kind])
          throw new AppError('conflict', `There are ${MOST_CARDS[kind]} already, and more are not possible. Remove some first.`);
        const id = cards.add(kind, changeOf(write, undefined, viewer));
        if (id === undefined) throw nameTaken();
        return written(cards, kind, id);
      }),
    change: (kind, id, write, viewer) =>
      store.transaction(() => {
        const before = get(kind, id, viewer);
        if (!cards.change(kind, id, changeOf(write, before, viewer))) throw nameTaken();
        return written(cards, kind, id);
      }),
    verify: (kind, id, until, viewer) =>
      store.transaction(() => {
        get(kind, id, viewer);
        const at = Date.now();
        cards.verify(id, { by: viewer.uid, at, until: until ?? inTwelveMonths(at) });
        return written(cards, kind, id);
      }),
    remove: (kind, id, viewer) =>
      store.transaction(() => {
        const card = get(kind, id, viewer);
        cards.remove(kind, id);
        return card;
      }),
  };
}

function written<Kind extends CardKind>(cards: CardStore, kind: Kind, id: number): StoredCard<Kind> {
  const card = cards.get(kind, id);
  if (card === undefined) throw new Error('a card that was just written is not there');
  return card;
}

/** Says no more than that: it may be for somebody else. */
function nameTaken(): AppError {
  const message = 'This name is not free. Choose another one.';
  return new AppError('conflict', message, { errors: [{ path: 'entry.name', message }] });
}
