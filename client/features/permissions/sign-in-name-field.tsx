import { useId } from 'react';
import form from '../../components/form.module.css';
import { useSettled } from '../../hooks/use-settled.ts';
import { usePeopleLike } from './use-explanation.ts';
import { words } from './words.ts';

const PAUSE_MS = 200;

/** Takes a sign-in name; whoever knows only the person's name types that and chooses. */
export function SignInNameField({ value, onChange }: { value: string; onChange: (uid: string) => void }) {
  const list = useId();
  const people = usePeopleLike(useSettled(value.trim(), PAUSE_MS));
  return (
    <>
      <label className={form.field}>
        <span>{words().signInName}</span>
        <input
          required
          list={list}
          maxLength={256}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          placeholder={words().typeName}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <datalist id={list}>
        {people.data?.map(({ uid, name }) => (
          <option key={uid} value={uid}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
