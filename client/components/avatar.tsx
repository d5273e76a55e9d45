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
    <span className={`${classes} ${TINTS[tintOf(name, TINTS.length)]}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
