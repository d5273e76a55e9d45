import { Star } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Audience } from '../../../server/contract/knowledge.ts';
import type { Post, PostWrite } from '../../../server/contract/posts.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { paths } from '../../paths.ts';
import { AudienceField, isForNobody } from './audience-field.tsx';
import { words } from './posts.words.ts';
import { usePostActions } from './use-posts.ts';
import styles from './writing.module.css';

interface PostFormProps {
  kind: PostWrite['kind'];
  known: Post | undefined;
  mayAnnounce: boolean;
}

export function PostForm({ kind, known, mayAnnounce }: PostFormProps) {
  const t = words();
  const navigate = useNavigate();
  const { save } = usePostActions();
  const review = known?.post.kind === 'review' ? known.post : undefined;
  const [title, setTitle] = useState(known?.post.title ?? '');
  const [text, setText] = useState(known?.post.text ?? '');
  const [subject, setSubject] = useState(review?.subject ?? '');
  // 0: none yet. A rating that was there already would be what most reviews say.
  const [rating, setRating] = useState<number>(review?.rating ?? 0);
  const [audience, setAudience] = useState<Audience>(known?.post.audience ?? { kind: 'everyone' });
  const [isAnnouncement, setAnnouncement] = useState(known?.post.kind === 'news' && known.post.isAnnouncement);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const shared = { title, text, audience };
    const post: PostWrite =
      kind === 'review'
        ? { kind, ...shared, subject, rating }
        : { kind, ...shared, isAnnouncement: isAnnouncement && mayAnnounce };
    save.mutate({ id: known?.id, post }, { onSuccess: () => navigate(paths.posts) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {kind === 'review' ? (
        <>
          <Field label={t.subject} hint={t.subjectHint}>
            <input required maxLength={200} value={subject} onChange={(event) => setSubject(event.target.value)} />
          </Field>
          <RatingField value={rating} onChange={setRating} />
        </>
      ) : null}
      <Field label={t.heading}>
        <input required maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t.text} hint={t.textHint}>
        <textarea required rows={12} maxLength={20_000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <AudienceField value={audience} onChange={setAudience} />
      {kind === 'news' && mayAnnounce ? (
        <label className={styles.check}>
          <input type="checkbox" checked={isAnnouncement} onChange={(event) => setAnnouncement(event.target.checked)} />
          {t.announce}
        </label>
      ) : null}
      {save.isError ? (
        <p className={styles.problem} role="alert">
          {save.error.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button look="primary" type="submit" disabled={save.isPending || isForNobody(audience)}>
          {known ? t.save : t.publish}
        </Button>
        <ButtonLink to={paths.posts}>{t.cancel}</ButtonLink>
      </div>
    </form>
  );
}

const STARS = [1, 2, 3, 4, 5] as const;

/** Five radio buttons that look like stars. */
function RatingField({ value, onChange }: { value: number; onChange: (rating: number) => void }) {
  const t = words();
  return (
    <fieldset className={styles.group}>
      <legend>{t.rating}</legend>
      <div className={styles.stars}>
        {STARS.map((star) => (
          <label key={star} className={styles.star} data-on={star <= value || undefined}>
            <input
              className="visually-hidden"
              type="radio"
              name="rating"
              required
              aria-label={t.stars(star)}
              checked={star === value}
              onChange={() => onChange(star)}
            />
            <Star size={22} aria-hidden="true" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
