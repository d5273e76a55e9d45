import { byLocale, catalogue, plural } from './language.ts';

const whole = byLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

const decimal = byLocale((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
const words = catalogue({ en: { bytes: 'bytes' }, de: { bytes: 'Byte' } });

export function formatCount(value: number): string {
  return whole().format(value);
}

/** "1 document", "2 documents": the number as the country writes it, the word in the form that the language wants. */
export function countOf(value: number, one: string, other: string): string {
  return `${formatCount(value)} ${plural(value, { one, other })}`;
}

const share = byLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));

/** 1.5 as "150%", the way the country writes it. */
export function formatShare(value: number): string {
  return share().format(value);
}

/** Bytes as people read them, in powers of 1000: "340 KB", "2.1 MB". */
export function formatBytes(bytes: number): string {
  const units = [words().bytes, 'KB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && value < 10 ? 1 : 0;
  return `${(digits === 1 ? decimal() : whole()).format(value)} ${units[unit]}`;
}
