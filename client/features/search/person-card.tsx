import { Mail, MapPin, Phone } from 'lucide-react';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { PersonHit } from '../../../server/contract/search.ts';
import { Avatar } from '../../components/avatar.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { paths } from '../../paths.ts';
import { matchOf, matchReason, plainText } from './match-reason.ts';
import styles from './person-card.module.css';

const ON_CARD = ['title', 'department', 'location'];
const CONTACTS = ['email', 'phone'];

interface PersonCardProps {
  person: PersonHit;
  size: 'small' | 'large';
  /** Told when the page is opened. */
  onOpen?: () => void;
}

/** A colleague as an answer: enough to call without opening the page. */
export function PersonCard({ person, size, onOpen }: PersonCardProps) {
  const name = matchOf(person, 'name');
  const title = matchOf(person, 'title');
  const reason = matchReason(person, size === 'large' ? [...ON_CARD, ...CONTACTS] : ON_CARD);
  return (
    <article className={styles.card} data-size={size}>
      <Avatar name={person.name} photoUrl={person.photoUrl} size={size === 'large' ? 'l' : 'm'} />
      <div className={styles.body}>
        <h3 className={styles.name}>
          <Link className={styles.link} to={paths.person(person.id)} onClick={onOpen} onAuxClick={onOpen}>
            {name ? <MarkedText text={name} /> : person.name}
          </Link>
        </h3>
        {person.title ? <p className={styles.title}>{title ? <MarkedText text={title} /> : person.title}</p> : null}
        <p className={styles.place}>
          {person.location ? <MapPin size={14} aria-hidden="true" /> : null}
          {[person.location, person.department].filter(Boolean).join(' · ')}
        </p>
        {reason ? <Reason {...reason} /> : null}
        {size === 'large' ? <Contacts person={person} /> : null}
      </div>
    </article>
  );
}

function Reason({ field, values }: NonNullable<ReturnType<typeof matchReason>>) {
  return (
    <p className={styles.reason}>
      <span className={styles.field}>{field}</span>{' '}
      {values.map((value, place) => (
        <Fragment key={plainText(value)}>
          {place > 0 ? ', ' : ''}
          <MarkedText text={value} />
        </Fragment>
      ))}
    </p>
  );
}

/** Of several numbers and addresses the one that was searched for, else the first. */
function Contacts({ person }: { person: PersonHit }) {
  const phone = matchOf(person, 'phone') ?? unmarked(person.phone);
  const email = matchOf(person, 'email') ?? unmarked(person.email);
  if (!phone && !email) return null;
  return (
    <p className={styles.contacts}>
      {phone ? (
        <a href={`tel:${plainText(phone).replace(/[^\d+]/g, '')}`}>
          <Phone size={14} aria-hidden="true" />
          <span>
            <MarkedText text={phone} />
          </span>
        </a>
      ) : null}
      {email ? (
        <a href={`mailto:${plainText(email)}`} title={plainText(email)}>
          <Mail size={14} aria-hidden="true" />
          <span className={styles.mail}>
            <MarkedText text={email} />
          </span>
        </a>
      ) : null}
    </p>
  );
}

function unmarked(text: string | null) {
  return text === null ? undefined : [{ text, match: false }];
}
