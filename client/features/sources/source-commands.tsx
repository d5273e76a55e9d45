import { Play, RefreshCw, Square, TestTube2 } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import styles from './source-commands.module.css';
import type { SourceCommand } from './use-sources.ts';
import { words } from './words.ts';

interface CommandsProps {
  isRunning: boolean;
  isBusy: boolean;
  onCommand: (command: SourceCommand) => void;
}

/** What can be told to a source: to stop, or to begin in one of several ways. */
export function SourceCommands({ isRunning, isBusy, onCommand }: CommandsProps) {
  const t = words();
  if (isRunning) {
    return (
      <div className={styles.commands}>
        <Button look="danger" disabled={isBusy} onClick={() => onCommand('cancel')}>
          <Square size={15} aria-hidden="true" /> {t.cancel}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.commands}>
      <Button disabled={isBusy} onClick={() => onCommand('run')}>
        <Play size={15} aria-hidden="true" /> {t.run}
      </Button>
      <Button look="plain" disabled={isBusy} onClick={() => onCommand('full')} title={t.fullHint}>
        <RefreshCw size={16} aria-hidden="true" /> {t.full}
      </Button>
      <Button look="plain" disabled={isBusy} onClick={() => onCommand('dry-run')} title={t.dryRunHint}>
        <TestTube2 size={16} aria-hidden="true" /> {t.dryRun}
      </Button>
    </div>
  );
}
