import { useState } from 'react';
import { Field } from '../../components/field.tsx';
import { PersonTile } from '../../components/person-tile.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useSettled } from '../../hooks/use-settled.ts';
import { words } from './questions.words.ts';
import { useRoutes } from './use-knowledge.ts';
import styles from './writing.module.css';

const PAUSE_MS = 400;

interface RouteChoiceProps {
  text: string;
  team: string | undefined;
  onTeam: (team: string | undefined) => void;
}

/** Whom the question goes to: those who know, as far as one may see it, or the manager of a team. */
export function RouteChoice({ text, team, onTeam }: RouteChoiceProps) {
  const t = words();
  const [kind, setKind] = useState<'experts' | 'team'>('experts');
  const routes = useRoutes(useSettled(text.trim(), PAUSE_MS));
  const teams = routes.data?.teams ?? [];
  const choose = (next: 'experts' | 'team') => {
    setKind(next);
    onTeam(next === 'team' ? teams[0]?.name : undefined);
  };
  const experts = routes.data?.experts ?? [];
  const otherwise = routes.data?.otherwise;
  return (
    <fieldset className={styles.group}>
      <legend>{t.whom}</legend>
      <div>
        <Segmented
          label={t.whom}
          options={[
            { value: 'experts', label: t.experts },
            { value: 'team', label: t.team },
          ]}
          value={kind}
          onChange={choose}
        />
      </div>
      {kind === 'team' ? (
        <Field label={t.chooseTeam}>
          <select value={team ?? ''} onChange={(event) => onTeam(event.target.value)}>
            {teams.map(({ name, manager }) => (
              <option key={name} value={name}>
                {t.asksManager(name, manager.name)}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <>
          <p className={styles.note}>{experts.length > 0 ? t.goesTo : otherwise ? t.managerAsked : t.nobodyKnown}</p>
          <div className={styles.tiles} aria-live="polite">
            {(experts.length > 0 ? experts : otherwise ? [otherwise] : []).map((person) => (
              <PersonTile key={person.id} person={person} note={person.department} />
            ))}
          </div>
        </>
      )}
    </fieldset>
  );
}
