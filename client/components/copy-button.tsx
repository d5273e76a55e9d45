import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';
import { words } from './words.ts';

type Outcome = 'ready' | 'copied' | 'refused';

/** Copies a text and says so; `what` names it for those who do not see the icon. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [outcome, setOutcome] = useState<Outcome>('ready');
  useEffect(() => {
    if (outcome === 'ready') return;
    const timer = setTimeout(() => setOutcome('ready'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => copyText(text).then(setOutcome);
  return (
    <button type="button" className={label ? styles.labelled : styles.copy} onClick={copy} title={words().copy(what)}>
      {outcome === 'copied' ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      {label ? (
        <span>{outcome === 'copied' ? words().copied : label}</span>
      ) : (
        <span className="visually-hidden">{words().copy(what)}</span>
      )}
      <span className="visually-hidden" role="status">
        {outcome === 'copied' && !label ? words().copied : ''}
        {outcome === 'refused' ? words().copyRefused : ''}
      </span>
    </button>
  );
}

async function copyText(text: string): Promise<Outcome> {
  // Only secure pages (HTTPS or this machine) have a clipboard; an intranet over plain HTTP has the old way.
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied ? 'copied' : 'refused';
}
