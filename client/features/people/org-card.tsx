import { ChevronDown } from 'lucide-react';
import type { MouseEvent, Ref } from 'react';
import { Link } from 'react-router';
import { Avatar } from '../../components/avatar.tsx';
import { paths } from '../../paths.ts';
import styles from './org-card.module.css';
import { type OrgModel, personAt, reportsOf, siblingsOf } from './org-model.ts';
import { words } from './org-words.ts';

interface OrgCardProps {
  model: OrgModel;
  row: number;
  level: number;
  view: 'chart' | 'list';
  isOpen: boolean;
  isCentre: boolean;
  isActive: boolean;
  /** Goes on where the other one was. */
  search: string;
  onToggle: () => void;
  onActive: () => void;
  ref?: Ref<HTMLAnchorElement>;
}

/** Somebody in the chart or its list. Choosing a person puts that person into the middle, and the one in the middle is opened. */
export function OrgCard({ model, row, level, view, isOpen, isCentre, isActive, search, onToggle, onActive, ref }: OrgCardProps) {
  const person = personAt(model, row);
  const siblings = siblingsOf(model, row);
  const reports = reportsOf(model, row).length;
  const below = model.sizes[row] ?? 0;
  return (
    <Link
      ref={ref}
      to={isCentre ? paths.person(person.id) : { pathname: paths.org(person.id), search }}
      role="treeitem"
      className={styles.card}
      data-row={row}
      data-view={view}
      data-centre={isCentre || undefined}
      aria-level={level}
      aria-posinset={siblings.indexOf(row) + 1}
      aria-setsize={siblings.length}
      aria-selected={isCentre}
      aria-expanded={reports === 0 ? undefined : isOpen}
      tabIndex={isActive ? 0 : -1}
      draggable={false}
      onFocus={onActive}
      onClick={(event: MouseEvent<HTMLElement>) => {
        // The number is for the mouse: by keyboard the card itself opens and closes.
        if (!(event.target instanceof Element) || event.target.closest('[data-toggle]') === null) return;
        event.preventDefault();
        onToggle();
      }}
    >
      <Avatar name={person.name} photoUrl={person.photoUrl} size={view === 'chart' ? 'm' : 's'} />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.title}>{person.title}</span>
      </span>
      {reports > 0 ? (
        <>
          <span className="visually-hidden">{words().reports(reports)}</span>
          <span
            className={styles.toggle}
            data-open={isOpen || undefined}
            title={isOpen ? words().close(person.name) : words().open(person.name)}
            data-toggle
            aria-hidden="true"
          >
            {below}
            <ChevronDown size={13} />
          </span>
        </>
      ) : null}
    </Link>
  );
}
