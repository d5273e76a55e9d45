import { File, FileImage, FileText, Globe, type LucideIcon, Mail, Presentation, Table2 } from 'lucide-react';
import { type MediaFamily, mediaTypeOf } from '../lib/media-types.ts';
import styles from './media-icon.module.css';

const ICONS: Record<MediaFamily, LucideIcon> = {
  pdf: FileText,
  text: FileText,
  sheet: Table2,
  slides: Presentation,
  web: Globe,
  mail: Mail,
  image: FileImage,
  other: File,
};

/** The kind of a document as a small tile; a PDF is told from a Word file by its tint and its name for screen readers. */
export function MediaIcon({ mediaType, size = 'm' }: { mediaType: string; size?: 's' | 'm' }) {
  const { family, name } = mediaTypeOf(mediaType);
  const Icon = ICONS[family];
  return (
    <span className={`${styles.tile} ${styles[size]}`} data-family={family} title={name}>
      <Icon size={size === 's' ? 16 : 18} strokeWidth={1.75} aria-hidden="true" />
      <span className="visually-hidden">{name}</span>
    </span>
  );
}
