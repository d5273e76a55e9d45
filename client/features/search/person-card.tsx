import { Mail, MapPin, Phone } from 'lucide-react';
import { Link } from 'react-router';
import type { MarkedText as Marked } from '../../../server/contract/common.ts';
import type { PersonHit } from '../../../server/contract/search.ts';
import { Avatar } from '../../components/avatar.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { paths } from '../../paths.ts';
import styles from './person-card.module.css';

const FIELD_NAMES: Record<string, string> = {
  skills: 'Skills',
  bio: 'About',
  email: 'Mail',
  phone: 'Phone',
  room: 'Room',
  languages: 'Languages',
  manager: 'Manager',
  uid: 'User name',
  employeeNumber: 'Number',
};
const ON_CARD = ['name', 'title', 'department', 'location'];
const CONTACTS = ['email', 'phone'];

/** A colleague as an answer: enough to call without opening the page. */
export function PersonCard({ person, size }: { person: PersonHit; size: 'small' | 'large' }) {
  const fieldOf = (name: string) => person.matched.find((match) => match.field === name)?.value;
  const name = fieldOf('name');
  const title = fieldOf('title');
  const shown = size === 'large' ? [...ON_CARD, ...CONTACTS] : ON_CARD;
  // Why this person is here, unless the name says it.
  const reason = name ? undefined : person.matched.find((match) => !shown.includes(match.field));
  return (
    <article className={styles.card} data-size={size}>
      <Avatar name={person.name} photoUrl={person.photoUrl} size={size === 'large' ? 'l' : 'm'} />
      <div className={styles.body}>
        <h3 className={styles.name}>
          <Link className={styles.link} to={paths.person(person.id)}>
            {name ? <MarkedText text={name} /> : person.name}
          </Link>
        </h3>
        {person.title ? <p className={styles.title}>{title ? <MarkedText text={title} /> : person.title}</p> : null}
        <p className={styles.place}>
          {person.location ? <MapPin size={14} aria-hidden="true" /> : null}
          {[person.location, person.department].filter(Boolean).join(' · ')}
        </p>
        {reason ? (
          <p className={styles.reason}>
            <span className={styles.field}>{FIELD_NAMES[reason.field] ?? reason.field}</span> <MarkedText text={reason.value} />
          </p>
        ) : null}
        {size === 'large' ? <Contacts person={person} phone={fieldOf('phone')} email={fieldOf('email')} /> : null}
      </div>
    </article>
  );
}

interface ContactsProps {
  person: PersonHit;
  phone: Marked | undefined;
  email: Marked | undefined;
}

function Contacts({ person, phone, email }: ContactsProps) {
  if (!person.phone && !person.email) return null;
  return (
    <p className={styles.contacts}>
      {person.phone ? (
        <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>
          <Phone size={14} aria-hidden="true" /> {phone ? <MarkedText text={phone} /> : person.phone}
        </a>
      ) : null}
      {person.email ? (
        <a href={`mailto:${person.email}`} title={person.email}>
          <Mail size={14} aria-hidden="true" />{' '}
          <span className={styles.mail}>{email ? <MarkedText text={email} /> : person.email}</span>
        </a>
      ) : null}
    </p>
  );
}
