import { Contact, MapPin, Network } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { PersonDetail } from '../../../server/contract/people.ts';
import { Avatar } from '../../components/avatar.tsx';
import { ButtonAnchor, ButtonLink } from '../../components/button.tsx';
import { DocumentCard } from '../../components/document-card.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { countOf } from '../../lib/numbers.ts';
import { paths } from '../../paths.ts';
import { Contacts } from './contacts.tsx';
import { ManagerChain } from './manager-chain.tsx';
import styles from './person-page.module.css';
import { usePerson } from './use-person.ts';

export function PersonPage() {
  const { id = '' } = useParams();
  const answer = usePerson(id);
  const isLate = useLater(answer.isPending);
  return (
    <Page title={answer.data?.name ?? (answer.isError ? 'Not found' : undefined)} className={styles.page}>
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
      <Intro person={person} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {person.bio ? <p className={styles.bio}>{person.bio}</p> : null}
          <Words title="Knows about" words={person.skills} />
          <Words title="Speaks" words={person.languages} />
          {person.reports.length > 0 ? (
            <section className={styles.section} aria-labelledby="reports">
              <h2 id="reports" className={styles.heading}>
                {countOf(person.reports.length, 'direct report', 'direct reports')}
              </h2>
              <ul className={styles.tiles}>
                {person.reports.map((report) => (
                  <li key={report.id}>
                    <PersonTile person={report} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Documents person={person} first={first} />
        </div>
        {person.managers.length + person.peers.length > 0 ? (
          <aside className={styles.side} aria-label="Around this person">
            <ManagerChain person={person} />
            {person.peers.length > 0 ? (
              <section aria-labelledby="peers">
                <h2 id="peers" className={styles.heading}>
                  Works beside
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
                    And {person.peers.length - 6} more
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
  const place = [person.location, person.room ? `room ${person.room}` : null].filter(Boolean).join(', ');
  return (
    <header className={styles.intro}>
      <Avatar name={person.name} photoUrl={person.photoUrl} size="xl" />
      <div className={styles.who}>
        <h1 className={styles.name}>{person.name}</h1>
        {person.title ? <p className={styles.title}>{person.title}</p> : null}
        <p className={styles.place}>
          {person.department ? (
            <Link to={`${paths.search}?${new URLSearchParams({ type: 'people', department: person.department })}`}>
              {person.department}
            </Link>
          ) : null}
          {place ? (
            <span>
              <MapPin size={15} aria-hidden="true" /> {place}
            </span>
          ) : null}
        </p>
        {person.otherNames.length > 0 ? <p className={styles.also}>Also {person.otherNames.join(', ')}</p> : null}
        <div className={styles.actions}>
          <ButtonLink to={paths.org(person.id)}>
            <Network size={16} aria-hidden="true" /> Org chart
          </ButtonLink>
          <ButtonAnchor href={paths.vcard(person.id)} download>
            <Contact size={16} aria-hidden="true" /> Save contact
          </ButtonAnchor>
        </div>
      </div>
      <Contacts person={person} />
    </header>
  );
}

/** Words about a person; each finds others with the same. */
function Words({ title, words }: { title: string; words: string[] }) {
  if (words.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.words}>
        {words.map((word) => (
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
    <section className={styles.section} aria-labelledby="documents">
      <div className={styles.head}>
        <h2 id="documents" className={styles.heading}>
          Written by {first}
        </h2>
        {total > items.length ? (
          <Link
            className={styles.more}
            to={`${paths.search}?${new URLSearchParams({ type: 'documents', author: person.name, sort: 'newest' })}`}
          >
            All {countOf(total, 'document', 'documents')}
          </Link>
        ) : null}
      </div>
      {items.length === 0 ? <p className={styles.none}>No documents that you may read.</p> : null}
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
