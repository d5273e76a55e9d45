import { useState } from 'react';
import { initials, tintOf } from '../lib/names.ts';
import styles from './avatar.module.css';

interface AvatarProps {
  name: string;
  photoUrl: string | null;
  size: 's' | 'm' | 'l' | 'xl';
}

const TINTS = [styles.tint0, styles.tint1, styles.tint2, styles.tint3] as const;

/** A face, or initials where there is none or it does not load. Always beside the name, so silent for screen readers. */
export function Avatar({ name, photoUrl, size }: AvatarProps) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const classes = `${styles.avatar} ${styles[size]}`;
  if (photoUrl !== null && photoUrl !== failedUrl) {
    return (
      <img className={classes} src={photoUrl} alt="" loading="lazy" decoding="async" onError={() => setFailedUrl(photoUrl)} />
    );
  }
  return (
    // Drawn, not written: a button is to be called what stands on it, and nobody says initials (WCAG 2.5.3).
    <span className={`${classes} ${TINTS[tintOf(name, TINTS.length)]}`} data-initials={initials(name)} aria-hidden="true" />
  );
}
