import {
  BookOpenText,
  Clock,
  CornerDownLeft,
  Link as LinkIcon,
  ListFilter,
  type LucideIcon,
  Search,
  UsersRound,
} from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Completion, DocumentHit, PersonHit } from '../../../server/contract/search.ts';
import { Avatar } from '../../components/avatar.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { MediaIcon } from '../../components/media-icon.tsx';
import type { RecentPerson } from '../../lib/recent-people.ts';
import { words } from './box.words.ts';
import styles from './box-list.module.css';
import type { BoxOption } from './box-options.ts';
import { matchOf, matchReason } from './match-reason.ts';

interface BoxListProps {
  id: string;
  isShown: boolean;
  options: BoxOption[];
  active: number | null;
  onPoint: (place: number) => void;
  /** A plain click; clicks with a modifier open a new tab by themselves. */
  onFollow: (place: number) => void;
  onForget: () => void;
  onHelp: () => void;
}

/** The rows below the box, in groups. The element is always there, because the input names it. */
export function BoxList(props: BoxListProps) {
  const { id, isShown, options, active } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== null) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div className={styles.panel} hidden={!isShown}>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words().suggestions} className={styles.list}>
        {isShown ? grouped(options).map((group) => <Group key={group.kind} {...props} group={group} />) : null}
      </div>
      {isShown && options.every(({ kind }) => kind !== 'search') ? <Foot {...props} /> : null}
    </div>
  );
}

/** Below what an empty box offers. The list closes when the input loses the focus, so a press must not take it. */
function Foot({ options, onForget, onHelp }: BoxListProps) {
  return (
    <div className={styles.foot}>
      {options[0]?.kind === 'recent' ? (
        <button type="button" tabIndex={-1} onMouseDown={keepFocus} onClick={onForget}>
          {words().forget}
        </button>
      ) : null}
      <button type="button" tabIndex={-1} onMouseDown={keepFocus} onClick={onHelp}>
        {words().keysTitle}
      </button>
    </div>
  );
}

interface OptionGroup {
  kind: keyof ReturnType<typeof words>['groups'];
  rows: { option: BoxOption; place: number }[];
}

function Group({ group, ...props }: BoxListProps & { group: OptionGroup }) {
  const headingId = `${props.id}-${group.kind}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group within a listbox is no fieldset
    <div role="group" aria-labelledby={headingId} className={styles.group}>
      <div id={headingId} role="presentation" className={group.kind === 'search' ? 'visually-hidden' : styles.heading}>
        {words().groups[group.kind]}
      </div>
      {group.rows.map(({ option, place }) => (
        <Row key={option.key} {...props} option={option} place={place} />
      ))}
    </div>
  );
}

function Row({ id, option, place, active, onPoint, onFollow }: BoxListProps & { option: BoxOption; place: number }) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onFollow(place);
  };
  return (
    <a
      id={`${id}-${place}`}
      className={styles.row}
      role="option"
      aria-selected={place === active}
      tabIndex={-1}
      href={option.href}
      onMouseDown={keepFocus}
      onMouseMove={() => place !== active && onPoint(place)}
      onClick={follow}
    >
      <RowContent option={option} />
    </a>
  );
}

function RowContent({ option }: { option: BoxOption }): ReactNode {
  switch (option.kind) {
    case 'person':
      return <PersonRow person={option.person} />;
    case 'document':
      return <DocumentRow document={option.document} />;
    case 'completion':
      return <CompletionRow completion={option.completion} />;
    case 'link':
      return <PlainRow icon={LinkIcon} name={option.answer.title} about={option.answer.text} />;
    case 'team':
      return (
        <PlainRow
          icon={UsersRound}
          name={<MarkedText text={option.team.nameMarked} />}
          about={[words().people(option.team.people), option.team.head?.name].filter(Boolean).join(' · ')}
        />
      );
    case 'answer':
      return <PlainRow icon={BookOpenText} name={option.answer.title} about={option.answer.text} />;
    case 'department':
      return <PlainRow icon={UsersRound} name={words().allOf(option.name)} about="" />;
    case 'seen':
    case 'colleague':
      return <SeenRow person={option.person} />;
    case 'recent':
      return (
        <>
          <span className={styles.icon}>
            <Clock size={18} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <span className={styles.name}>{option.query}</span>
        </>
      );
    case 'search':
      return (
        <>
          <span className={styles.icon}>
            <Search size={18} strokeWidth={1.75} aria-hidden="true" />
          </span>
          <span className={styles.name}>
            {words().searchFor} <strong>{option.query}</strong>
          </span>
          <CornerDownLeft className={styles.enter} size={16} aria-hidden="true" />
        </>
      );
    default:
      return option satisfies never;
  }
}

function PlainRow({ icon: Icon, name, about }: { icon: LucideIcon; name: ReactNode; about: string }) {
  return (
    <>
      <span className={styles.icon}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {about === '' ? null : <span className={styles.about}>{about}</span>}
      </span>
    </>
  );
}

function CompletionRow({ completion: { text, hint, photoUrl, operator } }: { completion: Completion }) {
  if (operator !== 'from' && operator !== 'by') return <PlainRow icon={ListFilter} name={text} about={hint ?? ''} />;
  return (
    <>
      <Avatar name={text} photoUrl={photoUrl} size="s" />
      <span className={styles.words}>
        <span className={styles.name}>{text}</span>
        {hint === null ? null : <span className={styles.about}>{hint}</span>}
      </span>
    </>
  );
}

function SeenRow({ person }: { person: RecentPerson }) {
  return (
    <>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="s" />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        {person.title === null ? null : <span className={styles.about}>{person.title}</span>}
      </span>
    </>
  );
}

function PersonRow({ person }: { person: PersonHit }) {
  const name = matchOf(person, 'name');
  const title = matchOf(person, 'title');
  const reason = matchReason(person, ['title', 'department', 'location'])?.values[0];
  return (
    <>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="s" />
      <span className={styles.words}>
        <span className={styles.name}>{name ? <MarkedText text={name} /> : person.name}</span>
        <span className={styles.about}>
          {title ? <MarkedText text={title} /> : person.title}
          {reason ? (
            <>
              {' · '}
              <MarkedText text={reason} />
            </>
          ) : null}
        </span>
      </span>
      <span className={styles.place}>{[person.department, person.location].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function DocumentRow({ document }: { document: DocumentHit }) {
  const folder = document.path.split('/').slice(0, -1).join(' / ');
  return (
    <>
      <MediaIcon mediaType={document.mediaType} size="s" />
      <span className={styles.words}>
        <span className={styles.name}>{document.title}</span>
        <span className={styles.about}>{folder || document.source}</span>
      </span>
      {document.page === null ? null : <span className={styles.place}>{words().page(document.page)}</span>}
    </>
  );
}

function grouped(options: BoxOption[]): OptionGroup[] {
  const groups: OptionGroup[] = [];
  options.forEach((option, place) => {
    const kind = option.kind === 'department' ? 'colleague' : option.kind;
    const last = groups.at(-1);
    if (last?.kind === kind) last.rows.push({ option, place });
    else groups.push({ kind, rows: [{ option, place }] });
  });
  return groups;
}

function keepFocus(event: MouseEvent) {
  event.preventDefault();
}
