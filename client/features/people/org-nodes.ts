import type { OrgResponse, PersonCard } from '../../../server/contract/people.ts';

export interface OrgNode {
  person: PersonCard;
  role: 'manager' | 'centre' | 'report';
  /** Depth from the top of the company, beginning with 1. */
  level: number;
  position: number;
  siblings: number;
  reportCount: number;
}

/** The chart as the rows of a tree, from the top down. */
export function orgNodes(org: OrgResponse): OrgNode[] {
  const depth = org.managers.length;
  const managers = org.managers.map(
    (person, above): OrgNode => ({ person, role: 'manager', level: above + 1, position: 1, siblings: 1, reportCount: 1 }),
  );
  const reports = org.reports.map(
    (person, place): OrgNode => ({
      person,
      role: 'report',
      level: depth + 2,
      position: place + 1,
      siblings: org.reports.length,
      reportCount: person.reportCount,
    }),
  );
  const centre: OrgNode = {
    person: org.person,
    role: 'centre',
    level: depth + 1,
    position: 1,
    siblings: 1,
    reportCount: reports.length,
  };
  return [...managers, centre, ...reports];
}

/**
 * Where a key leads from a person; undefined where it leads nowhere. In a list Up and Down walk the rows. In a chart reports stand
 * side by side: Left and Right walk them, Up leads to the manager, Down to the first report.
 */
export function stepFrom(nodes: OrgNode[], id: string, o: { key: string; view: 'chart' | 'list' }): string | undefined {
  const place = nodes.findIndex((node) => node.person.id === id);
  const here = nodes[place];
  if (!here) return undefined;
  const at = (index: number) => nodes[index]?.person.id;
  const parent = () => nodes.findLast((node) => node.level === here.level - 1)?.person.id;
  const child = () => nodes.find((node) => node.level === here.level + 1)?.person.id;
  const beside = (step: 1 | -1) => (nodes[place + step]?.level === here.level ? at(place + step) : undefined);
  const isChart = o.view === 'chart';
  switch (o.key) {
    case 'ArrowUp':
      return isChart ? parent() : at(place - 1);
    case 'ArrowDown':
      return isChart ? child() : at(place + 1);
    case 'ArrowLeft':
      return isChart ? beside(-1) : parent();
    case 'ArrowRight':
      return isChart ? beside(1) : child();
    case 'Home':
      return at(0);
    case 'End':
      return at(nodes.length - 1);
    default:
      return undefined;
  }
}
