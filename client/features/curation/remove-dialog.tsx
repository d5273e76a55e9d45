import { useEffect } from 'react';
import type { CurationKind } from '../../../server/contract/curation.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { nameOf } from './entry-item.tsx';
import { GoldenReport } from './golden-report.tsx';
import { type Curated, useChange } from './use-curation.ts';
import { words } from './words.ts';

interface RemoveDialogProps {
  kind: CurationKind;
  item: Curated;
  onClose: () => void;
  onRemoved: () => void;
}

/** Says what becomes of the golden queries before something is taken away. */
export function RemoveDialog({ kind, item: { id, entry }, onClose, onRemoved }: RemoveDialogProps) {
  const t = words();
  const look = useChange(kind);
  const remove = useChange(kind);
  const { mutate } = look;
  useEffect(() => mutate({ id, dryRun: true }), [mutate, id]);
  const report = look.data?.report;
  const isRefused = (report?.broken ?? 0) > 0;
  const force = kind === 'golden' ? {} : { force: isRefused };
  const error = remove.error ?? look.error;
  return (
    <Dialog
      title={`${t.remove}: ${nameOf(entry)}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            look="danger"
            // What becomes of them is asked only after the first frame.
            disabled={look.isIdle || look.isPending || remove.isPending}
            onClick={() => remove.mutate({ id, ...force }, { onSuccess: onRemoved })}
          >
            {isRefused ? t.anyway : t.remove}
          </Button>
        </>
      }
    >
      {isRefused ? <p>{t.refusedHint}</p> : null}
      {kind === 'golden' ? <p>{t.explains.golden}</p> : null}
      {report ? <GoldenReport report={report} /> : null}
      {error ? <ProblemMessage error={error} level={2} /> : null}
    </Dialog>
  );
}
