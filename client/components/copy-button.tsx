import { Check, Copy, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';
import { words } from './words.ts';

interface CopyButtonProps {
  text: string;
  what: string;
  /** Written beside the icon. */
  label?: string;
  icon?: keyof typeof ICONS;
}

const ICONS = { copy: Copy, link: Link2 } as const;

type Outcome = 'ready' | 'copied' | 'refused';

/** Copies a text and says so; `what` names it for those who do not see the icon. */
export function CopyButton({ text, what, label, icon = 'copy' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('ready');
  useEffect(() => {
    if (outcome === 'ready') return;
    const timer = setTimeout(() => setOutcome('ready'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => copyText(text).then(setOutcome);
  const Icon = outcome === 'copied' ? Check : ICONS[icon];
  return (
    <button type="button" className={label ? styles.labelled : styles.copy} onClick={copy} title={words().copy(what)}>
      <Icon size={16} aria-hidden="true" />
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
