import { BadgeCheck, CircleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { KnowledgeAnswer } from '../../server/contract/knowledge.ts';
import { exactDay } from '../lib/dates.ts';
import { catalogue } from '../lib/language.ts';
import { paths } from '../paths.ts';
import { Badge } from './badge.tsx';
import styles from './company-answer.module.css';
import { RelativeTime } from './relative-time.tsx';

const words = catalogue({
  en: {
    kinds: { answers: 'Answer', acronyms: 'Short for', 'go-links': 'Go link' },
    open: 'Open',
    more: 'Read on',
    keptBy: 'Kept by',
    changed: 'changed',
    verifiedUntil: (day: string) => `Verified until ${day}`,
    expired: 'May be out of date',
    expiredSince: (day: string) => `Nobody has verified it since ${day}; whoever keeps it has been asked.`,
    forGroups: (groups: string) => `For ${groups}`,
  },
  de: {
    kinds: { answers: 'Antwort', acronyms: 'Kurz für', 'go-links': 'Kurzadresse' },
    open: 'Öffnen',
    more: 'Weiterlesen',
    keptBy: 'Gepflegt von',
    changed: 'geändert',
    verifiedUntil: (day: string) => `Geprüft bis ${day}`,
    expired: 'Vielleicht veraltet',
    expiredSince: (day: string) => `Seit ${day} hat es niemand geprüft; wer es pflegt, ist gefragt worden.`,
    forGroups: (groups: string) => `Für ${groups}`,
  },
});

const LONG = 420;

/** What the company itself says: the words, who stands for them, until when, and for whom they are. */
export function CompanyAnswer({ answer, isWhole = false }: { answer: KnowledgeAnswer; isWhole?: boolean }) {
  const t = words();
  const isCut = !isWhole && answer.text.length > LONG;
  return (
    <section className={styles.answer} data-expired={answer.isExpired || undefined} aria-label={t.kinds[answer.kind]}>
      <p className={styles.kind}>{t.kinds[answer.kind]}</p>
      {isWhole ? null : <h2 className={styles.title}>{titleOf(answer)}</h2>}
      <p className={styles.text}>{isCut ? `${answer.text.slice(0, LONG).replace(/\s+\S*$/, '')} …` : answer.text}</p>
      {isCut ? (
        <Link className={styles.link} to={pageOf(answer)}>
          {t.more}
        </Link>
      ) : null}
      {answer.url === null || answer.kind === 'go-links' ? null : <Leading url={answer.url} />}
      <Standing answer={answer} />
    </section>
  );
}

function Standing({ answer }: { answer: KnowledgeAnswer }) {
  const t = words();
  const until = answer.verifiedUntil === null ? null : exactDay(answer.verifiedUntil);
  return (
    <p className={styles.meta}>
      {answer.owner ? (
        <span>
          {t.keptBy}{' '}
          <Link className={styles.link} to={paths.person(answer.owner.id)}>
            {answer.owner.name}
          </Link>
        </span>
      ) : null}
      <span>
        {t.changed} <RelativeTime at={answer.changedAt} />
      </span>
      {until === null ? null : answer.isExpired ? (
        <Badge look="attention" title={t.expiredSince(until)}>
          <CircleAlert size={13} aria-hidden="true" /> {t.expired}
        </Badge>
      ) : (
        <Badge look="good">
          <BadgeCheck size={13} aria-hidden="true" /> {t.verifiedUntil(until)}
        </Badge>
      )}
      {answer.forGroups === null || answer.forGroups.length === 0 ? null : (
        <span>{t.forGroups(answer.forGroups.join(', '))}</span>
      )}
    </p>
  );
}

function titleOf(answer: KnowledgeAnswer) {
  if (answer.kind === 'acronyms') return answer.title;
  // A go link is answered by the server, which leads elsewhere.
  if (answer.kind === 'go-links') return <a href={answer.url ?? ''}>{answer.title}</a>;
  return <Link to={pageOf(answer)}>{answer.title}</Link>;
}

function Leading({ url }: { url: string }) {
  const shown = url.replace(/^https?:\/\//, '');
  return (
    <p className={styles.leading}>
      {url.startsWith('/') ? (
        <Link className={styles.link} to={url}>
          {words().open}
        </Link>
      ) : (
        <a className={styles.link} href={url} rel="noreferrer">
          {shown}
        </a>
      )}
    </p>
  );
}

function pageOf(answer: KnowledgeAnswer): string {
  return paths.answer(answer.id.replace(/^\D+/, ''));
}
