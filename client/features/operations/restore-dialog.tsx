import { type FormEvent, useId, useState } from 'react';
import type { BackupCheck } from '../../../server/contract/operations.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import styles from './operations.module.css';
import { useBackupActions, useBackupCheck } from './use-operations.ts';
import { words } from './words.ts';

/** Asks twice: first with what is in the file and what will happen, then for its name. */
export function RestoreDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = words();
  const form = useId();
  const check = useBackupCheck(name);
  const { restore } = useBackupActions();
  const [isSure, setSure] = useState(false);
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === name) restore.mutate(name, { onSuccess: onClose });
  };
  const error = check.error ?? restore.error;
  return (
    <Dialog
      title={t.restoreOf(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          {isSure ? (
            <Button key="restore" look="danger" type="submit" form={form} disabled={typed.trim() !== name || restore.isPending}>
              {t.goOn}
            </Button>
          ) : (
            <Button key="continue" look="primary" disabled={check.data?.verdict !== 'fits'} onClick={() => setSure(true)}>
              {t.continue}
            </Button>
          )}
        </>
      }
    >
      <div role="status" className={styles.facts}>
        {check.data ? <Holds check={check.data} /> : check.isPending ? <p>{t.checking}</p> : null}
      </div>
      {isSure ? (
        <form id={form} onSubmit={submit}>
          <Field label={t.confirm} hint={name}>
            <input
              autoFocus
              required
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        </form>
      ) : null}
      {error ? <Notice level="warning">{error.message}</Notice> : null}
    </Dialog>
  );
}

function Holds({ check: { verdict, documents, people, lastEventAt, documentsNow } }: { check: BackupCheck }) {
  const t = words();
  if (verdict !== 'fits') return <Notice level="warning">{t.verdicts[verdict]}</Notice>;
  return (
    <>
      <p>
        {t.verdicts.fits} {t.holds(documents, people)} {t.now(documentsNow)}
      </p>
      {lastEventAt === null ? null : (
        <p>
          {t.lastEvent} <RelativeTime at={lastEventAt} />.
        </p>
      )}
      <h3 className={styles.title}>{t.happens}</h3>
      <ol className={styles.steps}>
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
