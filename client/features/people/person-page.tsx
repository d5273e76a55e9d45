import { Contact, MapPin, Network } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { PersonCard, PersonDetail } from '../../../server/contract/people.ts';
import { Avatar } from '../../components/avatar.tsx';
import { ButtonAnchor, ButtonLink } from '../../components/button.tsx';
import { DocumentCard } from '../../components/document-card.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { useRememberedPerson } from '../../hooks/use-remembered-person.ts';
import { paths } from '../../paths.ts';
import { Connection } from './connection.tsx';
import { Contacts } from './contacts.tsx';
import { DepartureNote } from './departure-note.tsx';
import { Expertise } from './expertise.tsx';
import { LocalTime } from './local-time.tsx';
import { ManagerChain } from './manager-chain.tsx';
import styles from './person-page.module.css';
import { words } from './person-words.ts';
import { usePerson } from './use-person.ts';

export function PersonPage() {
  const { id = '' } = useParams();
  const answer = usePerson(id);
  const isLate = useLater(answer.isPending);
  useRememberedPerson(answer.data);
  return (
    <Page title={answer.data?.name ?? (answer.isError ? words().notFound : undefined)} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {answer.data ? <Person person={answer.data} /> : null}
    </Page>
  );
}

function Person({ person }: { person: PersonDetail }) {
  const first = person.givenName ?? person.name;
  return (
    <>
      <DepartureNote person={person} />
      <Intro person={person} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {person.bio ? <p className={styles.bio}>{person.bio}</p> : null}
          {person.departure === null ? <Expertise person={person} /> : null}
          <Words title={words().speaks} list={person.languages} />
          <People id="reports" title={words().directReports(person.reports.length)} people={person.reports} />
          <div className={styles.gone}>
            <People id="former" title={words().formerReports} people={person.formerReports} />
          </div>
          <Documents person={person} first={first} />
        </div>
        {person.managers.length + person.peers.length + person.reports.length > 0 ? (
          <aside className={styles.side} aria-label={words().around}>
            {person.departure === null ? <Connection person={person} /> : null}
            <ManagerChain person={person} />
            {person.peers.length > 0 ? (
              <section aria-labelledby="peers">
                <h2 id="peers" className={styles.heading}>
                  {person.departure === null ? words().beside : words().wasBeside}
                </h2>
                <ul>
                  {person.peers.slice(0, 6).map((peer) => (
                    <li key={peer.id}>
                      <PersonTile person={peer} />
                    </li>
                  ))}
                </ul>
                {person.peers.length > 6 && person.managers[0] ? (
                  <Link className={styles.more} to={paths.org(person.managers[0].id)}>
                    {words().more(person.peers.length - 6)}
                  </Link>
                ) : null}
              </section>
            ) : null}
          </aside>
        ) : null}
      </div>
    </>
  );
}

function Intro({ person }: { person: PersonDetail }) {
  const place = [person.location, person.room ? words().room(person.room) : null].filter(Boolean).join(', ');
  return (
    <header className={styles.intro} data-left={person.departure !== null || undefined}>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="xl" />
      <div>
        <h1 className={styles.name}>{person.name}</h1>
        {person.title ? <p className={styles.title}>{person.title}</p> : null}
        <p className={styles.place}>
          {person.department ? <Link to={paths.team(person.department)}>{person.department}</Link> : null}
          {place ? (
            <span>
              <MapPin size={15} aria-hidden="true" /> {place}
            </span>
          ) : null}
          {person.timeZone !== null && person.departure === null ? <LocalTime timeZone={person.timeZone} /> : null}
        </p>
        {person.otherNames.length > 0 ? <p className={styles.also}>{words().also(person.otherNames.join(', '))}</p> : null}
        {person.departure === null ? (
          <div className={styles.actions}>
            <ButtonLink to={paths.org(person.id)}>
              <Network size={16} aria-hidden="true" /> {words().orgChart}
            </ButtonLink>
            <ButtonAnchor href={paths.vcard(person.id)} download>
              <Contact size={16} aria-hidden="true" /> {words().saveContact}
            </ButtonAnchor>
          </div>
        ) : null}
      </div>
      {person.departure === null ? <Contacts person={person} /> : null}
    </header>
  );
}

function People({ id, title, people }: { id: string; title: string; people: PersonCard[] }) {
  if (people.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <ul className={styles.tiles}>
        {people.map((one) => (
          <li key={one.id}>
            <PersonTile person={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Words about a person; each finds others with the same. */
function Words({ title, list }: { title: string; list: string[] }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.words}>
        {list.map((word) => (
          <li key={word}>
            <Link className={styles.word} to={`${paths.search}?${new URLSearchParams({ q: word })}`}>
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Documents({ person, first }: { person: PersonDetail; first: string }) {
  const { total, items } = person.documents;
  return (
    <section aria-labelledby="documents">
      <div className={styles.head}>
        <h2 id="documents" className={styles.heading}>
          {words().writtenBy(first)}
        </h2>
        {total > items.length ? (
          <Link
            className={styles.more}
            to={`${paths.search}?${new URLSearchParams({ type: 'documents', author: person.name, sort: 'newest' })}`}
          >
            {words().allDocuments(total)}
          </Link>
        ) : null}
      </div>
      {items.length === 0 ? <p className={styles.none}>{words().noDocuments}</p> : null}
      <ul className={styles.documents}>
        {items.map((hit) => (
          <li key={hit.id}>
            <DocumentCard hit={hit} q="" />
          </li>
        ))}
      </ul>
    </section>
  );
}
