import { LocateFixed, Maximize2, Minus, Plus } from 'lucide-react';
import { words } from './org-words.ts';
import styles from './org-zoom.module.css';
import { ZOOM_STEP } from './use-camera.ts';

interface OrgZoomProps {
  centreName: string;
  onZoom: (factor: number) => void;
  onWhole: () => void;
  onBack: () => void;
}

/** What wheel and fingers do, as buttons. */
export function OrgZoom({ centreName, onZoom, onWhole, onBack }: OrgZoomProps) {
  const buttons = [
    { name: words().larger, icon: Plus, act: () => onZoom(ZOOM_STEP) },
    { name: words().smaller, icon: Minus, act: () => onZoom(1 / ZOOM_STEP) },
    { name: words().whole, icon: Maximize2, act: onWhole },
    { name: words().back(centreName), icon: LocateFixed, act: onBack },
  ];
  return (
    <div className={styles.zoom}>
      {buttons.map(({ name, icon: Icon, act }) => (
        <button key={name} type="button" className={styles.button} title={name} aria-label={name} onClick={act}>
          <Icon size={17} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
