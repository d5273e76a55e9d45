import { useSearchParams } from 'react-router';
import type { AnalyticsReport } from '../../../server/contract/analytics.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import form from '../../components/form.module.css';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { byLocale } from '../../lib/language.ts';
import { formatCount } from '../../lib/numbers.ts';
import styles from './analytics-page.module.css';
import { Charts } from './charts.tsx';
import { Questions } from './questions.tsx';
import { useAnalytics } from './use-analytics.ts';
import { words } from './words.ts';

/** What is searched for, by the month: the month is in the address. */
export function AnalyticsPage() {
  const t = words();
  return (
    <AdminPage title={t.title}>
      <Report />
    </AdminPage>
  );
}

function Report() {
  const t = words();
  const [parameters, setParameters] = useSearchParams();
  const answer = useAnalytics(parameters.get('month') ?? undefined);
  const isLate = useLater(answer.isPending);
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} />;
  if (!answer.data) return isLate ? <Skeleton kind="page" /> : null;
  const report = answer.data;
  const { fewestPeople, isInvented, isOn, keepMonths, month, months, totals } = report;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={page.title}>{t.title}</h1>
          <p className={page.lead}>
            {t.lead(fewestPeople)} {isOn ? t.keeps(keepMonths) : null}
          </p>
        </div>
        {month === null ? null : (
          <label className={`${form.field} ${styles.month}`}>
            <span>{t.month}</span>
            <select value={month} onChange={(event) => setParameters({ month: event.target.value }, { replace: true })}>
              {months.map((one) => (
                <option key={one} value={one}>
                  {monthInWords(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {isInvented && month !== null ? <Notice level="info">{t.invented}</Notice> : null}
      {isOn ? null : (
        <Message title={t.off} level={2}>
          {t.offHint}
        </Message>
      )}
      {totals ? (
        <>
          <Totals totals={totals} />
          <Charts report={report} />
          <Questions report={report} />
        </>
      ) : isOn ? (
        <Message title={t.nothing} level={2}>
          {t.nothingHint(fewestPeople)}
        </Message>
      ) : null}
    </>
  );
}

const monthAndYear = byLocale((locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const percent = byLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));

function monthInWords(month: string): string {
  return monthAndYear().format(new Date(`${month}-01T00:00:00Z`));
}

function Totals({ totals: { searches, people, withoutResult, clicked } }: { totals: NonNullable<AnalyticsReport['totals']> }) {
  const t = words();
  const shareOf = (count: number) => t.ofAll(percent().format(searches === 0 ? 0 : count / searches));
  return (
    <dl className={styles.totals}>
      <Total name={t.searches} value={searches} />
      <Total name={t.people} value={people} />
      <Total name={t.withoutResult} value={withoutResult} says={shareOf(withoutResult)} />
      <Total name={t.opened} value={clicked} says={shareOf(clicked)} />
    </dl>
  );
}

function Total({ name, value, says }: { name: string; value: number; says?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value}>{formatCount(value)}</span> {says ? <span className={styles.says}>{says}</span> : null}
      </dd>
    </div>
  );
}
