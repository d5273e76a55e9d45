import { Mail, MapPin, Network } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { TeamDetail } from '../../../server/contract/people.ts';
import { ButtonAnchor, ButtonLink } from '../../components/button.tsx';
import { DocumentCard } from '../../components/document-card.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { paths } from '../../paths.ts';
import { words } from './people-words.ts';
import { words as personWords } from './person-words.ts';
import styles from './team-page.module.css';
import { useTeam } from './use-people.ts';

export function TeamPage() {
  const [parameters] = useSearchParams();
  const answer = useTeam(parameters.get('name') ?? '');
  const isLate = useLater(answer.isPending);
  return (
    <Page title={answer.data?.name ?? (answer.isError ? personWords().notFound : undefined)} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {answer.isError ? <ProblemMessage error={answer.error} retry={() => answer.refetch()} /> : null}
      {answer.data ? <Team team={answer.data} /> : null}
    </Page>
  );
}

function Team({ team }: { team: TeamDetail }) {
  return (
    <>
      <header>
        <p className={styles.kind}>
          <Link to={paths.people()}>{words().title}</Link>
        </p>
        <h1 className={styles.title}>{team.name}</h1>
        <p className={styles.facts}>
          <span>{words().people(team.total)}</span>
          {team.locations.length > 0 ? (
            <span>
              <MapPin size={15} aria-hidden="true" /> {team.locations.map(({ name, count }) => `${name} ${count}`).join(' · ')}
            </span>
          ) : null}
        </p>
        <div className={styles.actions}>
          {team.email === null ? null : (
            <ButtonAnchor href={`mailto:${team.email}`} title={team.email}>
              <Mail size={16} aria-hidden="true" /> {words().mail}
            </ButtonAnchor>
          )}
          {team.head === null ? null : (
            <ButtonLink to={paths.org(team.head.person.id)}>
              <Network size={16} aria-hidden="true" /> {personWords().orgChart}
            </ButtonLink>
          )}
        </div>
      </header>
      {team.head === null ? null : (
        <section aria-labelledby="head">
          <h2 id="head" className={styles.heading}>
            {words().head}
          </h2>
          <div className={styles.lead}>
            <PersonTile person={team.head.person} note={words().headOf(team.head.reports, team.total)} />
          </div>
        </section>
      )}
      <People id="people" title={words().members} people={team.people.filter(({ id }) => id !== team.head?.person.id)} />
      {team.people.length < team.total ? <p className={styles.quiet}>{words().moreThan(team.people.length)}</p> : null}
      <div className={styles.gone}>
        <People id="gone" title={words().leftTeam} people={team.leavers} />
      </div>
      <section aria-labelledby="written">
        <h2 id="written" className={styles.heading}>
          {words().written}
        </h2>
        {team.documents.items.length === 0 ? <p className={styles.quiet}>{words().noDocuments}</p> : null}
        <ul className={styles.documents}>
          {team.documents.items.map((hit) => (
            <li key={hit.id}>
              <DocumentCard hit={hit} q="" />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function People({ id, title, people }: { id: string; title: string; people: TeamDetail['people'] }) {
  if (people.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <ul className={styles.tiles}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonTile person={person} note={person.location} />
          </li>
        ))}
      </ul>
    </section>
  );
}
