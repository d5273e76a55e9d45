import { Megaphone, Star } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Post } from '../../../server/contract/posts.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import { words } from './posts.words.ts';
import { usePostActions, usePosts } from './use-posts.ts';
import styles from './writing.module.css';

/** News and reviews of one's own. */
export function PostsPage() {
  const t = words();
  const posts = usePosts();
  const isLate = useLater(posts.isPending);
  return (
    <Page title={t.title} className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{t.title}</h1>
          <p className={styles.lead}>{t.lead}</p>
        </div>
        <div className={styles.actions}>
          <ButtonLink to={paths.newPost('news')}>
            <Megaphone size={17} aria-hidden="true" /> {t.writeNews}
          </ButtonLink>
          <ButtonLink to={paths.newPost('review')}>
            <Star size={17} aria-hidden="true" /> {t.writeReview}
          </ButtonLink>
        </div>
      </header>
      {isLate ? <Skeleton /> : null}
      {posts.isError ? <ProblemMessage error={posts.error} retry={() => posts.refetch()} level={2} /> : null}
      {posts.data?.items.length === 0 ? <p className={styles.quiet}>{t.none}</p> : null}
      {posts.data && posts.data.items.length > 0 ? (
        <ul className={styles.list}>
          {posts.data.items.map((post) => (
            <PostItem key={post.id} stored={post} />
          ))}
        </ul>
      ) : null}
    </Page>
  );
}

function PostItem({ stored }: { stored: Post }) {
  const t = words();
  const [isRemoving, setRemoving] = useState(false);
  const { id, post, isSearchable, documentId, changedAt } = stored;
  const { audience } = post;
  return (
    <li className={styles.item}>
      <h2 className={styles.itemTitle}>
        {isSearchable ? <Link to={paths.document(documentId)}>{post.title}</Link> : post.title}
      </h2>
      <p className={styles.meta}>
        <span>{post.kind === 'review' ? `${t.kinds.review}: ${post.subject}, ${t.stars(post.rating)}` : t.kinds.news}</span>
        <RelativeTime at={changedAt} />
        {audience.kind === 'groups' ? <span>{t.onlyGroups(audience.groups.join(', '))}</span> : null}
        {post.kind === 'news' && post.isAnnouncement ? <Badge look="good">{t.announced}</Badge> : null}
        <span role="status">{isSearchable ? '' : t.beingIndexed}</span>
      </p>
      <div className={styles.actions}>
        <ButtonLink to={paths.post(id)}>{t.edit}</ButtonLink>
        <Button look="danger" onClick={() => setRemoving(true)}>
          {t.remove}
        </Button>
      </div>
      {isRemoving ? <RemoveDialog id={id} title={post.title} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}

function RemoveDialog({ id, title, onClose }: { id: number; title: string; onClose: () => void }) {
  const t = words();
  const { remove } = usePostActions();
  return (
    <Dialog
      title={t.removeTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.keep}</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate(id, { onSuccess: onClose })}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeText(title)}</p>
      {remove.isError ? (
        <p className={styles.problem} role="alert">
          {remove.error.message}
        </p>
      ) : null}
    </Dialog>
  );
}
