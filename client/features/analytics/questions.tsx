import { Link } from 'react-router';
import type { AnalyticsReport, Question } from '../../../server/contract/analytics.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import styles from './analytics-page.module.css';
import { words } from './words.ts';

/** What was asked, worst first: nothing found, nothing opened, asked most. */
export function Questions({ report: { questions } }: { report: AnalyticsReport }) {
  const t = words();
  const zero = questions.filter(({ withoutResult }) => withoutResult !== null);
  const abandoned = questions.filter((one) => (one.abandoned ?? 0) > 0);
  return (
    <>
      <section className={styles.part} aria-labelledby="zero">
        <h2 id="zero" className={styles.title}>
          {t.zero}
        </h2>
        {zero.length === 0 ? <p className={styles.lead}>{t.zeroNone}</p> : <p className={styles.lead}>{t.zeroLead}</p>}
        {zero.length === 0 ? null : (
          <ul className={styles.tasks}>
            {zero
              .toSorted((a, b) => (b.withoutResult ?? 0) - (a.withoutResult ?? 0))
              .map((question) => (
                <Task key={question.text} question={question} />
              ))}
          </ul>
        )}
      </section>
      <Part id="abandoned" title={t.abandoned} lead={abandoned.length === 0 ? t.abandonedNone : t.abandonedLead}>
        {abandoned.toSorted((a, b) => (b.abandoned ?? 0) - (a.abandoned ?? 0))}
      </Part>
      <Part id="asked" title={t.asked} lead={questions.length === 0 ? t.askedNone : undefined}>
        {questions.slice(0, MOST)}
      </Part>
    </>
  );
}

const MOST = 50;

/** Something that people need: what can be done about it is a click away, with its words filled in. */
function Task({ question: { text, withoutResult } }: { question: Question }) {
  const t = words();
  const ways = [
    [t.pin, paths.curation({ kind: 'pins', new: text })],
    [t.synonym, paths.curation({ kind: 'synonyms', new: text })],
    [t.acronym, `${paths.knowledge}?${new URLSearchParams({ kind: 'acronyms', new: text })}`],
    [t.answer, `${paths.knowledge}?${new URLSearchParams({ kind: 'answers', new: text })}`],
    [t.ask, paths.ask(text)],
  ] as const;
  return (
    <li className={styles.task}>
      <p className={styles.asked}>
        <Asked text={text} /> <span className={styles.says}>{formatCount(withoutResult ?? 0)} ×</span>
      </p>
      <p className={styles.ways}>
        {ways.map(([name, to]) => (
          <ButtonLink key={name} look="plain" className={styles.way} to={to} aria-label={t.doFor(name, text)}>
            {name}
          </ButtonLink>
        ))}
      </p>
    </li>
  );
}

function Asked({ text }: { text: string }) {
  const t = words();
  return (
    <Link className={styles.question} to={`${paths.search}?${new URLSearchParams({ q: text })}`} title={t.tryIt}>
      {text}
    </Link>
  );
}

interface PartProps {
  id: string;
  title: string;
  lead: string | undefined;
  children: readonly Question[];
}

function Part({ id, title, lead, children: questions }: PartProps) {
  const t = words();
  const isAbandoned = id === 'abandoned';
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {questions.length === 0 ? null : (
        <Table
          aria-labelledby={id}
          columns={[t.question, { number: t.askers }, { number: t.searches }]}
          rows={questions.map(({ text, people, searches, abandoned }) => ({
            key: text,
            cells: [
              <Asked key={text} text={text} />,
              formatCount(people),
              formatCount(isAbandoned ? (abandoned ?? 0) : searches),
            ],
          }))}
        />
      )}
    </section>
  );
}
