import { useQuery } from '@tanstack/react-query';
import type { Audience } from '../../../server/contract/knowledge.ts';
import { Segmented } from '../../components/segmented.tsx';
import { getJson } from '../../lib/api.ts';
import { catalogue } from '../../lib/language.ts';
import styles from './writing.module.css';

const words = catalogue({
  en: { forWhom: 'For whom', everyone: 'Everybody', groups: 'Some groups', none: 'You are in no group.', which: 'Groups' },
  de: { forWhom: 'Für wen', everyone: 'Alle', groups: 'Einzelne Gruppen', none: 'Sie sind in keiner Gruppe.', which: 'Gruppen' },
});

const EVERYONE: Audience = { kind: 'everyone' };

/** For whom something is: everybody, or some of one's own groups. */
export function AudienceField({ value, onChange }: { value: Audience; onChange: (audience: Audience) => void }) {
  const t = words();
  const own = useQuery({
    queryKey: ['audiences'],
    queryFn: ({ signal }) => getJson<{ groups: string[] }>('/audiences', signal),
    staleTime: 5 * 60_000,
  });
  const chosen = value.kind === 'groups' ? value.groups : [];
  const groups = [...new Set([...(own.data?.groups ?? []), ...chosen])];
  const toggle = (group: string) => {
    const next = chosen.includes(group) ? chosen.filter((one) => one !== group) : [...chosen, group];
    onChange({ kind: 'groups', groups: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t.forWhom}</legend>
      <div>
        <Segmented
          label={t.forWhom}
          options={[
            { value: 'everyone', label: t.everyone },
            { value: 'groups', label: t.groups },
          ]}
          value={value.kind}
          onChange={(kind) => onChange(kind === 'everyone' ? EVERYONE : { kind, groups: [] })}
        />
      </div>
      {value.kind === 'groups' ? (
        <div className={styles.checks}>
          {groups.length === 0 && own.isSuccess ? <span className={styles.quiet}>{t.none}</span> : null}
          {groups.map((group) => (
            <label key={group} className={styles.check}>
              <input type="checkbox" checked={chosen.includes(group)} onChange={() => toggle(group)} />
              {group}
            </label>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

/** Groups were wanted and none is chosen yet: nobody would see it. */
export function isForNobody(audience: Audience): boolean {
  return audience.kind === 'groups' && audience.groups.length === 0;
}
