import { useParams, useSearchParams } from 'react-router';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { ApiError } from '../../lib/api.ts';
import { PostForm } from './post-form.tsx';
import { words } from './posts.words.ts';
import { usePosts } from './use-posts.ts';
import styles from './writing.module.css';

/** Where news or a review is written, and put right later. */
export function PostPage() {
  const { id = 'new' } = useParams();
  const [parameters] = useSearchParams();
  const t = words();
  const posts = usePosts();
  const isLate = useLater(posts.isPending);
  const known = posts.data?.items.find((one) => String(one.id) === id);
  const kind = known?.post.kind ?? (parameters.get('kind') === 'review' ? 'review' : 'news');
  const title = id !== 'new' ? t.editing : kind === 'news' ? t.newNews : t.newReview;
  const isMissing = posts.isSuccess && id !== 'new' && known === undefined;
  return (
    <Page title={title} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {posts.isError ? <ProblemMessage error={posts.error} retry={() => posts.refetch()} /> : null}
      {isMissing ? <ProblemMessage error={new ApiError({ code: 'not-found', status: 404, title: t.none })} /> : null}
      {posts.data && !isMissing ? (
        <>
          <h1 className={styles.title}>{title}</h1>
          <PostForm key={id} kind={kind} known={known} mayAnnounce={posts.data.mayAnnounce} />
        </>
      ) : null}
    </Page>
  );
}
