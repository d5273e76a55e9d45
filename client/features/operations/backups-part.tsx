import { Download, Upload } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import type { Backup, Work } from '../../../server/contract/operations.ts';
import { Button, ButtonAnchor } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { formatBytes } from '../../lib/numbers.ts';
import styles from './operations.module.css';
import { RestoreDialog } from './restore-dialog.tsx';
import { backupUrl, useBackupActions, useBackups } from './use-operations.ts';
import { words } from './words.ts';

export function BackupsPart() {
  const t = words();
  const answer = useBackups();
  const isLate = useLater(answer.isPending);
  const { begin, upload } = useBackupActions();
  const [restored, setRestored] = useState<string>();
  const [removed, setRemoved] = useState<string>();
  if (answer.isError) return <ProblemMessage error={answer.error} retry={() => answer.refetch()} level={2} />;
  if (!answer.data) return isLate ? <Skeleton rows={3} /> : null;
  const { items, work } = answer.data;
  const isBusy = work?.state === 'running';
  const error = begin.error ?? upload.error;
  return (
    <section className={styles.section} aria-label={t.parts.backups}>
      <p className={styles.lead}>{t.backupsLead}</p>
      <div className={styles.commands}>
        <Button look="primary" disabled={isBusy || begin.isPending} onClick={() => begin.mutate()}>
          {t.backup}
        </Button>
        <UploadButton isBusy={isBusy || upload.isPending} onFile={(file) => upload.mutate(file)} />
      </div>
      <p role="status" className={styles.status}>
        {upload.isPending ? t.uploading : upload.data ? t.uploaded(upload.data.name) : workInWords(work)}
      </p>
      {work?.isHalf ? <Notice level="warning">{t.restoreHalf}</Notice> : null}
      {work?.state === 'failed' && work.message ? <Notice level="warning">{work.message}</Notice> : null}
      {error ? <Notice level="warning">{error.message}</Notice> : null}
      {items.length === 0 ? <p className={styles.quiet}>{t.noBackups}</p> : null}
      <ul>
        {items.map((backup) => (
          <Item
            key={backup.name}
            backup={backup}
            isBusy={isBusy}
            onRestore={() => setRestored(backup.name)}
            onRemove={() => setRemoved(backup.name)}
          />
        ))}
      </ul>
      {restored === undefined ? null : <RestoreDialog name={restored} onClose={() => setRestored(undefined)} />}
      {removed === undefined ? null : <RemoveDialog name={removed} onClose={() => setRemoved(undefined)} />}
    </section>
  );
}

function workInWords(work: Work | null): string | null {
  const t = words();
  if (work === null) return null;
  const { kind, state, name } = work;
  if (state === 'failed') return name === '' ? null : t.workFailed(name);
  if (kind === 'backup') return state === 'running' ? t.backingUp : t.backupDone(name);
  return state === 'running' ? t.restoring : t.restoreDone(name);
}

function UploadButton({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const t = words();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) onFile(file);
    // The same file may be chosen again.
    event.target.value = '';
  };
  return (
    <>
      <Button disabled={isBusy} onClick={() => input.current?.click()}>
        <Upload size={16} aria-hidden="true" /> {t.upload}
      </Button>
      <input ref={input} type="file" hidden accept=".sealed" onChange={choose} />
    </>
  );
}

interface ItemProps {
  backup: Backup;
  isBusy: boolean;
  onRestore: () => void;
  onRemove: () => void;
}

function Item({ backup: { name, size, madeAt }, isBusy, onRestore, onRemove }: ItemProps) {
  const t = words();
  return (
    <li className={styles.backup}>
      <div className={styles.backupWords}>
        <h2 className={styles.backupName}>{name}</h2>
        <p className={styles.quiet}>
          {formatBytes(size)}, <RelativeTime at={madeAt} />
        </p>
      </div>
      <div className={styles.commands}>
        <ButtonAnchor href={backupUrl(name)} download aria-label={t.downloadOf(name)}>
          <Download size={15} aria-hidden="true" /> {t.download}
        </ButtonAnchor>
        <Button disabled={isBusy} aria-label={t.restoreOf(name)} onClick={onRestore}>
          {t.restore}
        </Button>
        <Button look="danger" disabled={isBusy} aria-label={t.removeOf(name)} onClick={onRemove}>
          {t.remove}
        </Button>
      </div>
    </li>
  );
}

function RemoveDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = words();
  const { remove } = useBackupActions();
  return (
    <Dialog
      title={t.removeOf(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate(name, { onSuccess: onClose })}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeSure}</p>
      {remove.error ? <Notice level="warning">{remove.error.message}</Notice> : null}
    </Dialog>
  );
}
