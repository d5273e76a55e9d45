import { bothOf } from '#indexers/sync/acl-id.ts';
import { recordIdOf } from '#indexers/sync/record-id.ts';
import type { RecordSink } from '#indexers/types.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Post, PostWrite } from '../contract/posts.ts';
import { AppError } from '../errors.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import type { StoredPost } from '../store/knowledge/knowledge-state.ts';
import type { StateStore } from '../store/state-store.ts';
import { accessOf, checkAudience } from './audience.ts';
import { fileNameOf } from './post-file.ts';
import type { Selves } from './selves.ts';
import { GONE, itemIdOf, WRITTEN, type WrittenSource } from './written-source.ts';

/** News and reviews: everybody of the directory writes, changes and deletes their own; administrators delete all. */
export interface Posts {
  /** Throws AppError `too-many-requests`, `forbidden`, `invalid-request` for an audience that is not the viewer's to choose. */
  write(post: PostWrite, viewer: Viewer): Post;
  /** Throws AppError `not-found` for what is not the viewer's. */
  change(id: number, post: PostWrite, viewer: Viewer): Post;
  /** Nobody finds it from this moment on. */
  remove(id: number, viewer: Viewer): Promise<void>;
  own(viewer: Viewer): Post[];
  get(id: number, viewer: Viewer): Post;
  mayAnnounce(viewer: Viewer): boolean;
}

const MOST_A_DAY = 30;
const MOST_SHOWN = 200;
const DAY = 24 * 3_600_000;

export function createPosts(options: {
  store: StateStore;
  sources: Pick<SourceRegistry, 'get' | 'has' | 'refresh'>;
  selves: Selves;
  written: WrittenSource;
  sink: Pick<RecordSink, 'remove'>;
  /** `user:<uid>` or `group:<name>` of those who may announce, besides administrators. */
  announcers: readonly string[];
  now?: () => number;
}): Posts {
  const { store, sources, selves, written, sink, announcers, now = Date.now } = options;
  const { posts } = store.knowledge;
  const mayAnnounce = (viewer: Viewer) => viewer.isAdmin || announcers.some((one) => viewer.principals.has(one));

  function check(post: PostWrite, viewer: Viewer): void {
    checkAudience(post.audience, viewer, store.directory);
    if (post.kind === 'news' && post.isAnnouncement && !mayAnnounce(viewer))
      throw new AppError('forbidden', 'You may write news, but not announce it on the home page. Ask an administrator.');
  }

  function ownPost(id: number, viewer: Viewer, o: { orAdmin: boolean }): StoredPost {
    const post = posts.get(id);
    const isOwn = post !== undefined && selves.of(viewer).includes(post.author);
    if (post === undefined || !(isOwn || (o.orAdmin && viewer.isAdmin)))
      throw new AppError('not-found', 'There is no such post of yours; it may have been deleted.');
    return post;
  }

  /**
   * Who lost it lost it at once, before the index is told: as with any document whose rights have changed, every search leaves it
   * out for them. Who was added gets what is indexed next: the text that is there was not for them.
   */
  function settleAccess(id: number, audience: PostWrite['audience'] | undefined, authorUid: string | undefined): void {
    const row = store.ledger.get(WRITTEN, itemIdOf(id));
    if (row === undefined || row.aclId === null) return;
    const access = audience === undefined ? GONE : accessOf(audience, authorUid);
    if (store.acls.holds(row.aclId, access)) return;
    const aclId = store.acls.intern(WRITTEN, bothOf(store.acls.get(row.aclId) ?? GONE, access));
    store.ledger.setAccess(WRITTEN, row.itemId, { aclId, indexedAclId: row.indexedAclId ?? row.aclId });
  }

  /** Not by a run: it would ask whether so much may go, and here the place itself is the truth. */
  async function forget(id: number): Promise<void> {
    const row = store.ledger.get(WRITTEN, itemIdOf(id));
    if (row === undefined) return;
    if (row.recordId !== null) await sink.remove({ kind: 'document', id: row.recordId, passages: row.passages });
    store.ledger.remove(WRITTEN, itemIdOf(id));
  }

  function present(stored: StoredPost): Post {
    const row = store.ledger.get(WRITTEN, itemIdOf(stored.id));
    return {
      id: stored.id,
      documentId: row?.recordId ?? recordIdOf(WRITTEN, itemIdOf(stored.id)),
      isSearchable: row?.recordId != null && row.state !== 'pending' && row.version.startsWith(`${stored.changedAt} `),
      post: stored.post,
      createdAt: new Date(stored.createdAt).toISOString(),
      changedAt: new Date(stored.changedAt).toISOString(),
    };
  }

  function afterwards(id: number, viewer: Viewer): Post {
    written.changed(id);
    // With the first post the source comes, with the last one it goes.
    sources.refresh({ isOwn: false });
    return present(ownPost(id, viewer, { orAdmin: true }));
  }

  return {
    mayAnnounce,
    write(post, viewer) {
      const author = selves.person(viewer);
      check(post, viewer);
      if (sources.get(WRITTEN)?.source.kind !== 'written' && sources.has(WRITTEN))
        throw new AppError(
          'conflict',
          `A source is called "${WRITTEN}", which is the name of what is written here. Ask an administrator to give it another id.`,
        );
      if (posts.countSince(selves.of(viewer), now() - DAY) >= MOST_A_DAY)
        throw new AppError('too-many-requests', `You have written ${MOST_A_DAY} posts within a day. Please go on tomorrow.`);
      const at = now();
      const folder = post.kind === 'news' ? `News/${new Date(at).getFullYear()}` : `Reviews/${fileNameOf(post.subject)}`;
      const name = fileNameOf(post.title);
      const about = { post, author: author.id, authorName: author.person.name, createdAt: at, changedAt: at };
      return afterwards(posts.add({ ...about, folder, name }), viewer);
    },
    change(id, post, viewer) {
      const before = ownPost(id, viewer, { orAdmin: false });
      check(post, viewer);
      store.transaction(() => {
        posts.change(id, { post, changedAt: Math.max(now(), before.changedAt + 1) });
        settleAccess(id, post.audience, viewer.uid);
      });
      return afterwards(id, viewer);
    },
    async remove(id, viewer) {
      ownPost(id, viewer, { orAdmin: true });
      store.transaction(() => {
        posts.remove(id);
        settleAccess(id, undefined, undefined);
      });
      await forget(id);
      // A run that had read it before may bring it back.
      written.changed(id);
      sources.refresh({ isOwn: false });
    },
    own: (viewer) => posts.by(selves.of(viewer), MOST_SHOWN).map(present),
    get: (id, viewer) => present(ownPost(id, viewer, { orAdmin: false })),
  };
}
