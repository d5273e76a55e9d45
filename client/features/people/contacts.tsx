import { Mail, Phone, Printer, Smartphone } from 'lucide-react';
import type { PersonDetail } from '../../../server/contract/people.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import styles from './contacts.module.css';
import { words } from './person-words.ts';

const ICONS = { work: Phone, mobile: Smartphone, home: Phone, fax: Printer, pager: Smartphone } as const;

/** How to reach a person: each way can be used and copied. */
export function Contacts({ person }: { person: PersonDetail }) {
  if (person.emails.length + person.phones.length === 0) return null;
  return (
    <dl className={styles.contacts}>
      {person.emails.map((email) => (
        <div key={email} className={styles.contact}>
          <dt>
            <Mail size={16} aria-hidden="true" />
            <span className="visually-hidden">{words().mail}</span>
          </dt>
          <dd>
            <a href={`mailto:${email}`}>{email}</a>
            <CopyButton text={email} what={words().mailAddress} />
          </dd>
        </div>
      ))}
      {person.phones.map(({ kind, number }) => {
        const [name, Icon] = [words().phone[kind], ICONS[kind]];
        return (
          <div key={kind + number} className={styles.contact}>
            <dt title={name}>
              <Icon size={16} aria-hidden="true" />
              <span className="visually-hidden">{name}</span>
            </dt>
            <dd>
              <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
              <CopyButton text={number} what={words().number(name)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
