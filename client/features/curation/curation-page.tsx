import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CurationKind } from '../../../server/contract/curation.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import styles from './curation.module.css';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryItem, nameOf } from './entry-item.tsx';
import { GoldenRunPanel } from './golden-run.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { type Change, type Changed, type Curated, useChange, useCurated } from './use-curation.ts';
import { words } from './words.ts';

const KINDS = ['pins', 'synonyms', 'boosts', 'golden'] as const satisfies CurationKind[];

/** What administrators tell the ranker. The kind is in the address, and with `new` the words that something is to be done about. */
export function CurationPage() {
  const t = words();
  const [parameters, setParameters] = useSearchParams();
  const kind = KINDS.find((one) => one === parameters.get('kind')) ?? 'pins';
  return (
    <AdminPage title={t.title}>
      <header>
        <h1 className={page.title}>{t.title}</h1>
        <p className={page.lead}>{t.lead}</p>
      </header>
      <div className={styles.kinds}>
        <Segmented
          label={t.kind}
          options={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={kind}
          onChange={(next) => setParameters({ kind: next }, { replace: true })}
        />
      </div>
      <Entries key={kind} kind={kind} query={parameters.get('new') ?? undefined} />
    </AdminPage>
  );
}

/** What was done last, and how to undo it. */
interface Done {
  said: string;
  undo?: Change;
}

function Entries({ kind, query }: { kind: CurationKind; query: string | undefined }) {
  const t = words();
  const answer = useCurated(kind);
  const isLate = useLater(answer.isPending);
  const [edited, setEdited] = useState<Curated | 'new' | undefined>(query === undefined ? undefined : 'new');
  const [removing, setRemoving] = useState<Curated>();
  const [done, setDone] = useState<Done>();
  const { mutate } = useChange(kind);
  const saved = ({ item }: Changed, before: Curated | undefined) => {
    setEdited(undefined);
    setDone({ said: t.saved, ...(item && { undo: { id: item.id, entry: before?.entry } }) });
  };
  const undo = (change: Change) =>
    mutate({ ...change, ...(kind === 'golden' ? {} : { force: true }) }, { onSuccess: () => setDone({ said: t.undone }) });
  const items = answer.data?.items ?? [];
  return (
    <section className={styles.section} aria-label={t.kinds[kind]}>
      <div className={styles.head}>
        <p className={styles.explains}>{t.explains[kind]}</p>
        <Button look="primary" onClick={() => setEdited('new')}>
          <Plus size={17} aria-hidden="true" /> {t.add[kind]}
        </Button>
      </div>
      <div role="status" className={styles.done}>
        {done ? <span>{done.said}</span> : null}
        {done?.undo ? (
          <Button look="plain" onClick={() => done.undo && undo(done.undo)}>
            {t.undo}
          </Button>
        ) : null}
      </div>
      {isLate ? <Skeleton /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} /> : null}
      {kind === 'golden' && items.length > 0 ? <GoldenRunPanel /> : null}
      {answer.data && items.length === 0 ? <p className={styles.none}>{t.none[kind]}</p> : null}
      {items.length === 0 ? null : (
        <ul className={styles.list}>
          {items.toReversed().map((item) => (
            <EntryItem key={item.id} item={item} onEdit={() => setEdited(item)} onRemove={() => setRemoving(item)} />
          ))}
        </ul>
      )}
      {edited ? (
        <EntryDialog
          kind={kind}
          entry={edited === 'new' ? undefined : edited}
          query={query}
          onClose={() => setEdited(undefined)}
          onSaved={(changed) => saved(changed, edited === 'new' ? undefined : edited)}
        />
      ) : null}
      {removing ? (
        <RemoveDialog
          kind={kind}
          item={removing}
          onClose={() => setRemoving(undefined)}
          onRemoved={() => {
            setDone({ said: t.removed(nameOf(removing.entry)), undo: { entry: removing.entry } });
            setRemoving(undefined);
          }}
        />
      ) : null}
    </section>
  );
}
