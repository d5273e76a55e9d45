import { type FormEvent, useId, useState } from 'react';
import type { CurationKind } from '../../../server/contract/curation.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ApiError } from '../../lib/api.ts';
import styles from './curation.module.css';
import { type Draft, draftOf, emptyDraft, entryOf } from './draft.ts';
import { Fields } from './fields.tsx';
import { GoldenReport } from './golden-report.tsx';
import { type Changed, type Curated, useChange } from './use-curation.ts';
import { words } from './words.ts';

interface EntryDialogProps {
  kind: CurationKind;
  /** Absent for a new one. */
  entry: Curated | undefined;
  /** Words that something is to be done about, for a new one. */
  query?: string | undefined;
  onClose: () => void;
  onSaved: (changed: Changed) => void;
}

/**
 * Adds or changes an entry. What breaks golden queries is refused by the server; then the form shows what would become of them, and
 * the same button does it anyway. Whoever edits the form again is asked again.
 */
export function EntryDialog({ kind, entry, query, onClose, onSaved }: EntryDialogProps) {
  const t = words();
  const form = useId();
  const [draft, setDraft] = useState<Draft>(() => (entry ? draftOf(entry) : emptyDraft(query)));
  const [tried, setTried] = useState<Changed>();
  const { mutateAsync: send, isPending, error, reset } = useChange(kind);
  const isRefused = (tried?.report?.broken ?? 0) > 0;
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setTried(undefined);
    reset();
  };
  const change = () => ({ id: entry?.id, entry: entryOf(kind, draft) });
  const attempt = async () => setTried(await send({ ...change(), dryRun: true }));
  const save = async () => {
    try {
      const changed = await send({ ...change(), force: isRefused && kind !== 'golden' });
      if (changed) onSaved(changed);
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'golden-broken') await attempt();
      else throw failure;
    }
  };
  // What goes wrong is shown by `error`.
  const quietly = (work: () => Promise<void>) => void work().catch(() => undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    quietly(save);
  };
  const check = () => {
    const element = document.getElementById(form);
    if (element instanceof HTMLFormElement && element.reportValidity()) quietly(attempt);
  };
  return (
    <Dialog
      title={entry ? t.change[kind] : t.add[kind]}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button disabled={isPending} onClick={check}>
            {t.check}
          </Button>
          <Button look={isRefused ? 'danger' : 'primary'} type="submit" form={form} disabled={isPending}>
            {isRefused ? t.anyway : t.save}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <Fields kind={kind} draft={draft} set={set} problemOf={problemsOf(error)} />
      </form>
      <div role="status" className={styles.outcome} data-refused={isRefused || undefined}>
        {tried ? <Tried tried={tried} isRefused={isRefused} /> : null}
        {error && !tried && !namesField(error) ? <p className={styles.problem}>{error.message}</p> : null}
      </div>
    </Dialog>
  );
}

function Tried({ tried: { report, result }, isRefused }: { tried: Changed; isRefused: boolean }) {
  const t = words();
  if (result) {
    return <p>{result.problem ?? `${t.placeNow}: ${t.place(result.rank)}. ${result.holds ? t.holds : t.fails}.`}</p>;
  }
  return (
    <>
      <h3 className={styles.outcomeTitle}>{isRefused ? t.refused : t.effectTitle}</h3>
      {isRefused ? <p>{t.refusedHint}</p> : null}
      {report ? <GoldenReport report={report} /> : null}
    </>
  );
}

function namesField(error: Error): boolean {
  return error instanceof ApiError && error.code === 'invalid-request' && error.errors.length > 0;
}

/** A problem of a part (`items.0.id`) is one of its field. */
function problemsOf(error: Error | null) {
  const errors = error instanceof ApiError && error.code === 'invalid-request' ? error.errors : [];
  return (...fields: string[]) => errors.find(({ path }) => fields.includes(path.split('.')[0] ?? ''))?.message;
}
