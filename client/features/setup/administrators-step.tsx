import { UserRound, UsersRound, X } from 'lucide-react';
import { useState } from 'react';
import type { Administrators, CandidatesResponse } from '../../../server/contract/sources.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useSettled } from '../../hooks/use-settled.ts';
import styles from './administrators-step.module.css';
import { useAdministrators, useCandidates, useSetAdministrators } from './use-administrators.ts';
import { words } from './words.ts';

const PAUSE_MS = 200;

type Candidate = CandidatesResponse['items'][number];
type Chosen = Pick<Candidate, 'token' | 'kind' | 'name'> & { isUnknown?: boolean };

/** Whoever is found by a part of the name can be ticked; nothing counts before it is saved. */
export function AdministratorsStep() {
  const now = useAdministrators();
  if (now.isError) return <ProblemMessage error={now.error} retry={() => now.refetch()} level={2} />;
  // Begun anew when somebody, here or elsewhere, has saved others.
  return now.data ? <Choice key={now.data.items.map(({ token }) => token).join(' ')} now={now.data} /> : null;
}

function Choice({ now }: { now: Administrators }) {
  const t = words();
  const [chosen, setChosen] = useState<Chosen[]>(now.items);
  const [text, setText] = useState('');
  const found = useCandidates(useSettled(text.trim(), PAUSE_MS));
  const save = useSetAdministrators();
  const isChosen = (token: string) => chosen.some((one) => one.token === token);
  const toggle = (one: Chosen) =>
    setChosen(isChosen(one.token) ? chosen.filter(({ token }) => token !== one.token) : [...chosen, one]);
  const isChanged = chosen.map(({ token }) => token).join(' ') !== now.items.map(({ token }) => token).join(' ');
  const items = text.trim() === '' ? [] : (found.data?.items ?? []);
  return (
    <div className={styles.choice}>
      <Field label={t.find} hint={t.findHint}>
        <input
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {items.length > 0 ? (
        <fieldset className={styles.found}>
          <legend className="visually-hidden">{t.candidates}</legend>
          {items.map((one) => (
            <label key={one.token} className={styles.candidate}>
              <input type="checkbox" checked={isChosen(one.token)} onChange={() => toggle(one)} />
              <KindIcon kind={one.kind} />
              <span>
                {one.name} <span className={styles.detail}>{one.detail}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <p role="status" className={styles.detail}>
        {text.trim() !== '' && found.data && items.length === 0 ? t.none : ''}
      </p>
      <h3 className={styles.title}>{t.chosen}</h3>
      {chosen.length + now.fromFile.length === 0 ? <p className={styles.detail}>{t.nobody}</p> : null}
      <ul className={styles.list} aria-label={t.chosen}>
        {now.fromFile.map((token) => (
          <li key={token}>
            {token} <span className={styles.detail}>{t.ofTheFile}</span>
          </li>
        ))}
        {chosen.map((one) => (
          <li key={one.token}>
            <KindIcon kind={one.kind} /> {one.name}
            {one.isUnknown ? <Badge look="attention">{t.unknown}</Badge> : null}
            <button type="button" className={styles.remove} aria-label={t.remove(one.name)} onClick={() => toggle(one)}>
              <X size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {save.isError ? (
        <p role="alert" className={styles.problem}>
          {save.error.message}
        </p>
      ) : null}
      {isChanged ? (
        <Button look="primary" disabled={save.isPending} onClick={() => save.mutate(chosen.map(({ token }) => token))}>
          {t.save}
        </Button>
      ) : null}
    </div>
  );
}

function KindIcon({ kind }: { kind: 'user' | 'group' }) {
  const t = words();
  const Icon = kind === 'user' ? UserRound : UsersRound;
  return <Icon size={16} role="img" aria-label={kind === 'user' ? t.person : t.group} className={styles.icon} />;
}
