import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { OrgResponse, PersonCard } from '../../../server/contract/people.ts';
import { Avatar } from '../../components/avatar.tsx';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { type OrgNode, orgNodes, stepFrom } from './org-nodes.ts';
import styles from './org-tree.module.css';

/**
 * The managers above, the person, the reports below: one ARIA tree with one stop for the Tab key, drawn as a chart or as a list.
 * Choosing a person puts that person into the middle.
 */
export function OrgTree({ org, view }: { org: OrgResponse; view: 'chart' | 'list' }) {
  const nodes = orgNodes(org);
  const [focused, setFocused] = useState(org.person.id);
  const tree = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);

  useEffect(() => {
    setFocused(org.person.id);
    // Only someone who walks the tree with the keyboard is moved along.
    if (isInside.current) itemOf(tree.current, org.person.id)?.focus();
  }, [org.person.id]);

  function onKeyDown(event: KeyboardEvent) {
    const next = stepFrom(nodes, focused, { key: event.key, view });
    if (next === undefined) return;
    event.preventDefault();
    isInside.current = true;
    setFocused(next);
    itemOf(tree.current, next)?.focus();
  }

  const item = (node: OrgNode) => (
    <TreeItem
      key={node.person.id}
      node={node}
      view={view}
      isFocused={node.person.id === focused}
      onFocus={() => setFocused(node.person.id)}
    />
  );
  const managers = nodes.filter((node) => node.role === 'manager');
  const centre = nodes.filter((node) => node.role === 'centre');
  const reports = nodes.filter((node) => node.role === 'report');
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={`Org chart around ${org.person.name}`}
      className={styles.tree}
      data-view={view}
      onKeyDown={onKeyDown}
    >
      {managers.map(item)}
      {centre.map(item)}
      {reports.length > 0 ? (
        <div role="presentation" className={styles.reports}>
          {reports.map(item)}
        </div>
      ) : null}
    </div>
  );
}

interface TreeItemProps {
  node: OrgNode;
  view: 'chart' | 'list';
  isFocused: boolean;
  onFocus: () => void;
}

function TreeItem({ node: { person, role, level, position, siblings, reportCount }, view, isFocused, onFocus }: TreeItemProps) {
  const isCentre = role === 'centre';
  return (
    <Link
      to={isCentre ? paths.person(person.id) : paths.org(person.id)}
      role="treeitem"
      id={`org-${person.id}`}
      data-id={person.id}
      data-role={role}
      className={styles.item}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isCentre}
      aria-expanded={reportCount === 0 ? undefined : role !== 'report'}
      tabIndex={isFocused ? 0 : -1}
      onFocus={onFocus}
    >
      <Avatar name={person.name} photoUrl={person.photoUrl} size={isCentre && view === 'chart' ? 'l' : 'm'} />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.title}>{person.title}</span>
        {role === 'report' ? <span className={styles.note}>{noteOf(person, reportCount)}</span> : null}
      </span>
    </Link>
  );
}

function noteOf(person: PersonCard, reportCount: number): string {
  return [person.location, reportCount > 0 ? countOf(reportCount, 'report', 'reports') : null].filter(Boolean).join(' · ');
}

function itemOf(tree: HTMLElement | null, id: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null;
}
