import type { CuratedReference, CurationEntry, CurationKind } from '../../../server/contract/curation.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { exactDay } from '../../lib/dates.ts';
import styles from './curation.module.css';
import { onWhat } from './draft.ts';
import { ItemIcon } from './item-picker.tsx';
import type { Curated } from './use-curation.ts';
import { words } from './words.ts';

interface EntryItemProps {
  item: Curated;
  onEdit: () => void;
  onRemove: () => void;
}

/** One entry in the list: what it says, what it refers to, who changed it. */
export function EntryItem({ item: { entry, refersTo, changedBy, changedAt }, onEdit, onRemove }: EntryItemProps) {
  const t = words();
  const name = nameOf(entry);
  const note = 'on' in entry ? entry.reason : entry.note;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <h2 className={styles.name}>
          {name} <Says entry={entry} />
        </h2>
        {refersTo.length === 0 ? null : (
          <ul className={styles.targets}>
            {refersTo.map((target) => (
              <Target key={target.id} target={target} />
            ))}
          </ul>
        )}
        {note ? <p className={styles.note}>{note}</p> : null}
        <p className={styles.meta}>
          {t.changedBy(changedBy)} <RelativeTime at={changedAt} />
        </p>
      </div>
      <div className={styles.commands}>
        <Button aria-label={`${t.edit}: ${name}`} onClick={onEdit}>
          {t.edit}
        </Button>
        <Button look="danger" aria-label={`${t.remove}: ${name}`} onClick={onRemove}>
          {t.remove}
        </Button>
      </div>
    </li>
  );
}

/** What an entry is called in a list. */
export function nameOf(entry: CurationEntry<CurationKind>): string {
  const t = words();
  if ('query' in entry) return entry.query;
  if ('direction' in entry) {
    return entry.direction === 'both' ? entry.terms.join(' = ') : `${entry.from.join(', ')} → ${entry.to.join(', ')}`;
  }
  const what = onWhat(entry);
  if (entry.on === 'source') return t.onSource(what);
  return entry.on === 'label' ? t.onLabel(what) : what;
}

function Says({ entry }: { entry: CurationEntry<CurationKind> }) {
  const t = words();
  if ('wanted' in entry) {
    return (
      <>
        <Badge>{t.promise(entry.worstRank)}</Badge> <Badge>{t.askedBy(entry.viewer ?? t.anEmployee)}</Badge>
      </>
    );
  }
  if ('items' in entry) {
    const isOver = entry.until !== undefined && Date.parse(entry.until) + 86_400_000 < Date.now();
    return (
      <>
        {entry.match === 'exact' ? null : <Badge>{t.matches[entry.match]}</Badge>}{' '}
        {entry.until ? (
          <Badge look={isOver ? 'attention' : 'plain'}>{isOver ? t.over : t.untilDay(exactDay(entry.until))}</Badge>
        ) : null}
      </>
    );
  }
  if ('factor' in entry) return <Badge look={entry.factor > 1 ? 'good' : 'plain'}>{t.times(String(entry.factor))}</Badge>;
  return entry.language ? <Badge>{entry.language}</Badge> : null;
}

function Target({ target: { type, name, source } }: { target: CuratedReference }) {
  const t = words();
  return (
    <li className={styles.target}>
      <ItemIcon type={type} />
      <span>{name ?? <em>{t.gone}</em>}</span>
      {source && type === 'document' ? <span className={styles.quiet}>{source}</span> : null}
    </li>
  );
}
