import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import styles from './button.module.css';

type Look = 'primary' | 'quiet' | 'plain' | 'danger';

export function Button({ look = 'quiet', className, ...rest }: ComponentProps<'button'> & { look?: Look }) {
  return <button type="button" {...rest} className={`${styles.button} ${styles[look]} ${className ?? ''}`} />;
}

/** Looks like a button, is a link: goes somewhere within the site. */
export function ButtonLink({ look = 'quiet', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link {...rest} className={`${styles.button} ${styles[look]} ${className ?? ''}`} />;
}

/** Looks like a button, is a plain link: a download, a mail, a call. */
export function ButtonAnchor({ look = 'quiet', className, ...rest }: ComponentProps<'a'> & { look?: Look }) {
  return <a {...rest} className={`${styles.button} ${styles[look]} ${className ?? ''}`} />;
}
