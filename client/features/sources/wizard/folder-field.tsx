import { CornerLeftUp, Folder } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { ProblemMessage } from '../../../components/message.tsx';
import { useFolders } from './use-drafts.ts';
import styles from './wizard.module.css';
import { words } from './words.ts';

interface FolderFieldProps {
  label: string;
  hint: string;
  problem: string | undefined;
  placeholder: string | null;
  value: string;
  onChange: (path: string) => void;
}

/** A folder of the server: written, or chosen from those that are there. */
export function FolderField({ label, hint, problem, placeholder, value, onChange }: FolderFieldProps) {
  const t = words();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={form.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.folder}>
        <input
          id={id}
          className={form.input}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          required
          aria-describedby={`${id}-about`}
          aria-invalid={problem !== undefined}
          placeholder={placeholder ?? undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button onClick={() => setOpen(true)}>{t.browse}</Button>
      </div>
      <span id={`${id}-about`} className={form.hint}>
        {hint} {problem ? <span className={form.problem}>{problem}</span> : null}
      </span>
      {isOpen ? <FolderDialog from={value} onClose={() => setOpen(false)} onChoose={onChange} /> : null}
    </div>
  );
}

interface FolderDialogProps {
  from: string;
  onClose: () => void;
  onChoose: (path: string) => void;
}

function FolderDialog({ from, onClose, onChoose }: FolderDialogProps) {
  const t = words();
  const [path, setPath] = useState(from.startsWith('/') ? from : '/');
  const { data, error, refetch } = useFolders(path);
  const list = useRef<HTMLUListElement>(null);
  const at = data?.path;
  // The button that was pressed is gone with its folder.
  useEffect(() => {
    if (at !== undefined) list.current?.querySelector('button')?.focus();
  }, [at]);
  const choose = () => {
    onChoose(at ?? path);
    onClose();
  };
  return (
    <Dialog
      title={t.browseTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" disabled={!data || data.problem !== null} onClick={choose}>
            {t.choose}
          </Button>
        </>
      }
    >
      <p className={styles.path} aria-live="polite">
        {at ?? path}
      </p>
      {error ? <ProblemMessage error={error} retry={() => refetch()} level={2} /> : null}
      {data?.problem ? <p className={styles.problem}>{data.problem}</p> : null}
      {data ? (
        <ul ref={list} className={styles.folders} aria-label={t.folders}>
          {data.parent === null ? null : (
            <li>
              <button type="button" onClick={() => setPath(data.parent ?? '/')}>
                <CornerLeftUp size={16} aria-hidden="true" /> {t.browseUp}
              </button>
            </li>
          )}
          {data.folders.map((folder) => (
            <li key={folder.path}>
              <button type="button" onClick={() => setPath(folder.path)}>
                <Folder size={16} aria-hidden="true" /> {folder.name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {data && data.folders.length === 0 && data.problem === null ? <p className={styles.hint}>{t.browseEmpty}</p> : null}
      {data?.hasMore ? <p className={styles.hint}>{t.browseMore}</p> : null}
    </Dialog>
  );
}
