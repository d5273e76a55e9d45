import type { PeoplePreview, PreviewEntry, SourceField } from '../../../../server/contract/sources.ts';
import { Badge } from '../../../components/badge.tsx';
import styles from './mapping-table.module.css';
import { words } from './preview.words.ts';
import { said, words as wizardWords } from './words.ts';

type Mapping = Record<string, string[]>;

interface MappingTableProps {
  field: SourceField;
  preview: PeoplePreview;
  /** Only what was chosen; the rest follows what is usual. */
  mapping: Mapping;
  onChange: (mapping: Mapping | undefined) => void;
}

/** More alternatives than this nobody has needed. */
const MOST = 3;

/** Fields down, people across: from which attribute a field comes, and what five real people get by it. */
export function MappingTable({ field, preview, mapping, onChange }: MappingTableProps) {
  const t = words();
  const { entries, attributes } = preview;
  const choose = (name: string, from: string[]) => {
    const { [name]: _before, ...others } = mapping;
    const next = from.length === 0 ? others : { ...others, [name]: from };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  if (entries.length === 0) return <p className={styles.none}>{t.noEntries}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t.fields}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.comesFrom}</th>
            {entries.map((entry) => (
              <th key={entry.dn} scope="col" title={entry.dn}>
                {nameOf(entry)}
                {entry.excludedBy === null ? null : <Badge look="attention">{t.leftOut(entry.excludedBy)}</Badge>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {field.choices.map(({ value: name, label }) => (
            <tr key={name}>
              <th scope="row">{said(label)}</th>
              <td>
                <From
                  label={said(label)}
                  chosen={mapping[name] ?? []}
                  usual={fieldOf(entries[0], name)?.from ?? []}
                  attributes={attributes}
                  onChange={(from) => choose(name, from)}
                />
              </td>
              {entries.map((entry) => (
                <td key={entry.dn} data-excluded={entry.excludedBy !== null || undefined}>
                  {fieldOf(entry, name)?.values.join(', ') || <span className={styles.nothing}>–</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface FromProps {
  label: string;
  chosen: string[];
  usual: string[];
  attributes: string[];
  onChange: (from: string[]) => void;
}

/** What is looked at first, and what else where that is empty. */
function From({ label, chosen, usual, attributes, onChange }: FromProps) {
  const t = words();
  const slots = chosen.length === 0 ? [''] : [...chosen, ''].slice(0, MOST);
  const known = [...new Set([...attributes, ...chosen])];
  const usualWord = usual.length === 0 ? t.nothingUsual : t.usualOf(usual.join(', '));
  return (
    <div className={styles.from}>
      {slots.map((value, slot) => (
        <select
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in an order has no other name
          key={slot}
          aria-label={slot === 0 ? t.fromOf(label) : t.orElseOf(label, slot)}
          data-quiet={value === '' || undefined}
          value={value}
          onChange={(event) => onChange(withChoice(chosen, slot, event.target.value))}
        >
          <option value="">{slot > 0 ? t.noOther : chosen.length > 0 ? wizardWords().usual : usualWord}</option>
          {known.map((attribute) => (
            <option key={attribute} value={attribute}>
              {slot > 0 ? `${t.orElse} ${attribute}` : attribute}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}

/** Back to what is usual takes the alternatives along. */
function withChoice(chosen: string[], slot: number, value: string): string[] {
  if (value === '') return slot === 0 ? [] : chosen.filter((_, position) => position !== slot);
  const next = chosen.slice();
  next[slot] = value;
  return [...new Set(next)];
}

function fieldOf(entry: PreviewEntry | undefined, name: string): PreviewEntry['fields'][number] | undefined {
  return entry?.fields.find(({ field }) => field === name);
}

function nameOf(entry: PreviewEntry): string {
  return fieldOf(entry, 'name')?.values[0] ?? entry.dn.split(',')[0] ?? entry.dn;
}
