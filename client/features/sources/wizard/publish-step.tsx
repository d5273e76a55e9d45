import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { ApiError } from '../../../lib/api.ts';
import { paths } from '../../../paths.ts';
import { keepDraft, toRequest } from './draft.ts';
import { FormFields } from './form-fields.tsx';
import { StepHead } from './step-head.tsx';
import type { StepProps } from './steps.ts';
import { usePublish } from './use-drafts.ts';
import { problemsOf, textOf } from './values.ts';
import styles from './wizard.module.css';
import { said, words } from './words.ts';

const USUAL = '*/15 * * * *';
const GOALS = [60, 240, 1440, 10_080] as const;

/** When it is read, how old it may become; and then it counts. */
export function PublishStep({ draft, form, existing, set, onPublished }: StepProps & { onPublished: () => void }) {
  const t = words();
  const navigate = useNavigate();
  const publish = usePublish();
  const fields = form.fields.filter(({ step, name }) => step === 'schedule' && name !== 'schedule');
  const names = form.fields.map(({ name }) => name);
  const { error } = publish;
  const problems = error instanceof ApiError ? problemsOf(error.errors, names) : new Map<string, string>();
  const go = () => {
    const { freshnessGoalMinutes } = draft;
    const request = toRequest(draft, form);
    const change = {
      settings: request.settings ?? {},
      freshnessGoalMinutes,
      ...(existing?.revision != null && { revision: existing.revision }),
    };
    publish.mutate(existing ? { id: existing.id, change } : { create: { ...request, freshnessGoalMinutes } }, {
      onSuccess: () => {
        onPublished();
        keepDraft(existing?.id, undefined);
        navigate(`${paths.source(draft.id)}?begun`);
      },
    });
  };
  const place = textOf(draft.values.url ?? draft.values.path);
  return (
    <section aria-labelledby="step">
      <StepHead title={t.titles.publish} hint={t.hints.publish} />
      <div className={styles.card}>
        <p className={styles.path}>{t.summary(said(form.title), place)}</p>
        <div className={styles.fields}>
          <Schedule
            value={draft.values.schedule}
            problem={problems.get('schedule')}
            onChange={(schedule) => set({ values: { ...draft.values, schedule } })}
          />
          <Goal minutes={draft.freshnessGoalMinutes} onChange={(freshnessGoalMinutes) => set({ freshnessGoalMinutes })} />
          <FormFields fields={fields} problems={problems} draft={draft} existing={existing} set={set} />
        </div>
        {error ? (
          <p className={styles.problem} role="alert">
            {error instanceof ApiError && error.code === 'conflict' && existing ? t.conflict : error.message}
          </p>
        ) : null}
        <div className={styles.actions}>
          <Button look="primary" disabled={publish.isPending} onClick={go}>
            {existing ? t.save : t.publish}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface ScheduleProps {
  /** Undefined is the usual one, null none at all. */
  value: unknown;
  problem: string | undefined;
  onChange: (value: string | null | undefined) => void;
}

function Schedule({ value, problem, onChange }: ScheduleProps) {
  const t = words();
  const cron = value === undefined || value === '' ? USUAL : textOf(value);
  const known = Object.keys(t.schedules).find((one) => one === cron);
  const [isOwn, setOwn] = useState(value !== null && known === undefined);
  const choice = value === null ? 'never' : isOwn ? 'own' : (known ?? 'own');
  const choose = (next: string) => {
    setOwn(next === 'own');
    onChange(next === 'never' ? null : next === 'own' ? cron || USUAL : next);
  };
  return (
    <div className={styles.together}>
      <Field label={t.schedule} problem={isOwn ? undefined : problem}>
        <select value={choice} onChange={(event) => choose(event.target.value)}>
          {Object.entries(t.schedules).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {choice === 'own' ? (
        <Field label={t.cron} hint={`${USUAL} – ${t.schedules[USUAL]}`} problem={problem}>
          <input spellCheck={false} value={textOf(value)} onChange={(event) => onChange(event.target.value)} />
        </Field>
      ) : null}
    </div>
  );
}

function Goal({ minutes, onChange }: { minutes: number | null; onChange: (minutes: number | null) => void }) {
  const t = words();
  const isOdd = minutes !== null && !GOALS.some((goal) => goal === minutes);
  return (
    <Field label={t.goal} hint={t.goalHint}>
      <select value={minutes ?? 0} onChange={(event) => onChange(Number(event.target.value) || null)}>
        {GOALS.map((goal) => (
          <option key={goal} value={goal}>
            {t.goals[goal]}
          </option>
        ))}
        {isOdd ? <option value={minutes}>{t.goalMinutes(minutes)}</option> : null}
        <option value={0}>{t.goals[0]}</option>
      </select>
    </Field>
  );
}
