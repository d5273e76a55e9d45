/** How a number in a cell is meant to be read. */
export type NumberKind = 'general' | 'date' | 'time' | 'date-time' | 'duration' | { decimals: number; isPercent: boolean };

const DAY_MS = 86_400_000;
/** Day 0 of Excel, which believes that 1900 had a 29th of February; and of old Macs. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31. */
const LAST_DAY = 2_958_466;
/** ISO/IEC 29500-1 §18.8.30: formats that files use without defining them. */
const BUILT_IN: Record<number, NumberKind> = {
  ...byId([1, 3, 37, 38], { decimals: 0, isPercent: false }),
  ...byId([2, 4, 7, 8, 39, 40], { decimals: 2, isPercent: false }),
  9: { decimals: 0, isPercent: true },
  10: { decimals: 2, isPercent: true },
  ...byId([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58], 'date'),
  ...byId([18, 19, 20, 21, 32, 33, 45, 47, 55, 56], 'time'),
  22: 'date-time',
  46: 'duration',
};

function byId(ids: number[], kind: NumberKind): Record<number, NumberKind> {
  return Object.fromEntries(ids.map((id) => [id, kind]));
}

export function builtInKind(id: number): NumberKind {
  return BUILT_IN[id] ?? 'general';
}

/** From a format's code, `#,##0.00 "kg"` or `dd/mm/yyyy`: the part for positive numbers, without literals, colours and locales. */
export function kindOfCode(code: string): NumberKind {
  const isDuration = /\[(h+|m+|s+)\]/i.test(code);
  const plain = (
    code
      .slice(0, 255)
      .replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
      .split(';')[0] ?? ''
  ).toLowerCase();
  if (isDuration) return 'duration';
  if (/[yd]|e(?![+-])|^m+$|mmm/.test(plain) && !plain.startsWith('general')) return /[hs]/.test(plain) ? 'date-time' : 'date';
  if (/[hs]/.test(plain)) return 'time';
  if (!/[0#?]/.test(plain) || /e[+-]|\//.test(plain)) return 'general';
  const decimals = /\.([0#?]+)/.exec(plain)?.[1] ?? '';
  // "#" shows a digit only where there is one.
  if (decimals.includes('#') && !plain.includes('%')) return 'general';
  return { decimals: Math.min(decimals.length, 15), isPercent: plain.includes('%') };
}

/** Days are written as ISO 8601 has them, whatever the reader's region; numbers without grouping and without noise at the end. */
export function showNumber(raw: string, kind: NumberKind, isEpoch1904: boolean): string {
  if (kind === 'general') return showGeneral(raw);
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (typeof kind === 'object') return showFixed(value, kind);
  if (kind === 'duration') return showDuration(value);
  if (value < 0 || value >= LAST_DAY) return showGeneral(raw);
  const moment = new Date((isEpoch1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(value * DAY_MS)).toISOString();
  const time = moment.slice(11, 19).replace(/:00$/, '');
  if (kind === 'time') return time;
  return kind === 'date' ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`;
}

/** Without the noise of binary fractions. */
export function showGeneral(raw: string): string {
  if (raw.length < 15) return raw;
  const value = Number(raw);
  return Number.isFinite(value) && raw !== '' ? String(Number(value.toPrecision(12))) : raw;
}

function showFixed(value: number, { decimals, isPercent }: { decimals: number; isPercent: boolean }): string {
  const shown = (isPercent ? value * 100 : value).toFixed(decimals);
  return isPercent ? `${shown}%` : shown;
}

function showDuration(days: number): string {
  const minutes = Math.round(Math.abs(days) * 24 * 60);
  return `${days < 0 ? '-' : ''}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
