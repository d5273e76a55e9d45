import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { GoAnswer } from '../../../server/contract/knowledge.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { catalogue } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { useCreateGoLink, useGoLink } from './use-knowledge.ts';
import styles from './writing.module.css';

const words = catalogue({
  en: {
    leading: (name: string) => `go/${name}`,
    none: (name: string) => `There is no go/${name} yet`,
    explained: 'A go link is a short name for an address: whoever types it in the search box or the address bar gets there.',
    similar: 'Did you mean',
    create: (name: string) => `Create go/${name}`,
    target: 'Where it leads to',
    targetHint: 'An address beginning with https://, or a page of Atrium beginning with /. %s stands for what follows the name.',
    description: 'What it is',
    save: 'Create',
  },
  de: {
    leading: (name: string) => `go/${name}`,
    none: (name: string) => `go/${name} gibt es noch nicht`,
    explained: 'Eine Kurzadresse steht für eine lange: Wer sie ins Suchfeld oder in die Adresszeile schreibt, kommt dorthin.',
    similar: 'Meinten Sie',
    create: (name: string) => `go/${name} anlegen`,
    target: 'Wohin sie führt',
    targetHint:
      'Eine Adresse, die mit https:// beginnt, oder eine Seite von Atrium, die mit / beginnt. %s steht für das, was dem Namen folgt.',
    description: 'Was es ist',
    save: 'Anlegen',
  },
});

/** Reached when the server knew no such link for this viewer, or nobody was signed in when it was asked. */
export function GoPage() {
  const { pathname } = useLocation();
  const [name = '', ...rest] = pathname
    .replace(/^\/go\//, '')
    .split('/')
    .map(decoded);
  const link = useGoLink({ name, argument: rest.join('/') });
  const isLate = useLater(link.isPending);
  const url = link.data?.url;
  useEffect(() => {
    if (url) location.replace(url);
  }, [url]);
  return (
    <Page title={words().leading(name)} className={styles.page}>
      {isLate ? <Skeleton kind="page" /> : null}
      {link.isError ? <ProblemMessage error={link.error} retry={() => link.refetch()} /> : null}
      {link.data?.url === null ? <Missing link={link.data} name={name} /> : null}
    </Page>
  );
}

function Missing({ link, name }: { link: GoAnswer; name: string }) {
  const t = words();
  return (
    <>
      <header>
        <h1 className={styles.title}>{t.none(name)}</h1>
        <p className={styles.lead}>{t.explained}</p>
      </header>
      {link.similar.length > 0 ? (
        <section className={styles.section}>
          <h2 className={styles.heading}>{t.similar}</h2>
          <ul className={styles.list}>
            {link.similar.map((similar) => (
              <li key={similar.name} className={styles.item}>
                <p className={styles.itemTitle}>
                  <a href={paths.go(similar.name)}>go/{similar.name}</a>
                </p>
                {similar.description === '' ? null : <p className={styles.quiet}>{similar.description}</p>}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {link.mayCreate ? <CreateForm name={name} /> : null}
    </>
  );
}

function CreateForm({ name }: { name: string }) {
  const t = words();
  const create = useCreateGoLink();
  const [target, setTarget] = useState('');
  const [description, setDescription] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, target, description, audience: { kind: 'everyone' } });
  };
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.create(name)}</h2>
      <form className={styles.form} onSubmit={submit}>
        <Field label={t.target} hint={t.targetHint} problem={create.isError ? create.error.message : undefined}>
          <input
            required
            maxLength={2000}
            autoComplete="off"
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
        </Field>
        <Field label={t.description}>
          <input maxLength={300} value={description} onChange={(event) => setDescription(event.target.value)} />
        </Field>
        <div className={styles.actions}>
          <Button look="primary" type="submit" disabled={create.isPending}>
            {t.save}
          </Button>
        </div>
      </form>
    </section>
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Typed by hand with a lone "%": it is meant as it stands.
    return part;
  }
}
