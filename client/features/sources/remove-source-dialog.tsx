import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { paths } from '../../paths.ts';
import { useRemoval, useRemove } from './use-sources.ts';
import { words } from './words.ts';

/** Says what would disappear, and wants the name typed: there is no way back but to read everything again. */
export function RemoveSourceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = words();
  const form = useId();
  const navigate = useNavigate();
  const removal = useRemoval(id);
  const remove = useRemove(id, () => navigate(paths.sources));
  const [typed, setTyped] = useState('');
  const isRight = typed.trim() === id;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) remove.mutate(id);
  };
  const error = remove.error ?? removal.error;
  return (
    <Dialog
      title={t.removeTitle(id)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.notYet}</Button>
          <Button look="danger" type="submit" form={form} disabled={!isRight || remove.isPending}>
            {t.removeGo}
          </Button>
        </>
      }
    >
      <p role="status">{removal.data?.sentence ?? t.removing}</p>
      <form id={form} onSubmit={submit}>
        <Field label={t.removeConfirm} hint={id} problem={error ? error.message : undefined}>
          <input
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
