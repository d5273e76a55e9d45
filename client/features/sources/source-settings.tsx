import { useState } from 'react';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import type { SourceField, SourceSettings } from '../../../server/contract/sources.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useMe } from '../../hooks/use-me.ts';
import { formatCount } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import styles from './source-settings.module.css';
import { useSourceKinds, useSourceSettings } from './wizard/use-drafts.ts';
import { said, words as wizardWords } from './wizard/words.ts';
import { words } from './words.ts';

/** How a source is set up. Those of the console can be changed and removed; the others say where they are changed. */
export function SourceSettingsPart({ source: { id, managedBy } }: { source: SourceStatus }) {
  const t = words();
  const me = useMe();
  const [isRemoving, setRemoving] = useState(false);
  const answer = useSourceSettings(managedBy === 'atrium' ? undefined : id);
  if (managedBy === 'atrium') return <p>{t.ofAtrium}</p>;
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  return (
    <>
      {managedBy === 'file' ? <Notice level="info">{me.data?.demo ? t.ofTheDemo : t.ofTheFile}</Notice> : null}
      {answer.data ? <Settings settings={answer.data} /> : null}
      {answer.data?.changedBy && answer.data.changedAt ? (
        <p className={styles.quiet}>
          {t.changedBy(answer.data.changedBy)}
          <RelativeTime at={answer.data.changedAt} />
        </p>
      ) : null}
      {managedBy === 'console' ? (
        <div className={styles.actions}>
          <ButtonLink to={paths.editSource(id)}>{t.change}</ButtonLink>
          <Button look="danger" onClick={() => setRemoving(true)}>
            {t.remove}
          </Button>
        </div>
      ) : null}
      {isRemoving ? <RemoveSourceDialog id={id} onClose={() => setRemoving(false)} /> : null}
    </>
  );
}

function Settings({ settings: { kind, settings, secrets } }: { settings: SourceSettings }) {
  const t = words();
  const kinds = useSourceKinds();
  const fields = kinds.data?.items.find((form) => form.kind === kind)?.fields ?? [];
  // What the form does not ask has no name but its key.
  const nameOf = (key: string) => {
    const field = fields.find(({ name }) => name === key);
    return field ? said(field.label) : key;
  };
  return (
    <dl className={styles.settings}>
      {asAsked(settings, fields).map(([name, value]) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd>
            {(name === 'schedule' ? scheduleInWords(value) : undefined) ??
              choiceInWords(
                value,
                fields.find((field) => field.name === name),
              ) ??
              valueInWords(value)}
          </dd>
        </div>
      ))}
      {secrets.map((name) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd className={styles.quiet}>{t.kept}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the form asks for the parts of an object (`tls.caFile`), they are told as it asks for them. */
function asAsked(settings: Record<string, unknown>, fields: readonly SourceField[]): [name: string, value: unknown][] {
  return Object.entries(settings).flatMap(([name, value]): [string, unknown][] => {
    const isInParts = fields.some((field) => field.name.startsWith(`${name}.`)) && typeof value === 'object' && value !== null;
    if (!isInParts) return [[name, value]];
    return Object.entries(value).map(([part, one]): [string, unknown] => [`${name}.${part}`, one]);
  });
}

/** The usual ones, as the wizard names them. */
function scheduleInWords(value: unknown): string | undefined {
  return Object.entries(wizardWords().schedules).find(([cron]) => cron === (value ?? 'never'))?.[1];
}

function choiceInWords(value: unknown, field: SourceField | undefined): string | undefined {
  const choice = field?.choices.find((one) => one.value === value);
  return choice && said(choice.label);
}

/** What has parts, a line each. */
function valueInWords(value: unknown): string {
  const t = words();
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (Array.isArray(value)) return value.map(String).join(', ') || '–';
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${valueInWords(part)}`);
    return parts.join('\n') || '–';
  }
  if (typeof value === 'number') return formatCount(value);
  return value === null ? '–' : String(value);
}
