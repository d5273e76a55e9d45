import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SetupState } from '../../../server/contract/sources.ts';
import page from '../../components/admin-page.module.css';
import { ButtonLink } from '../../components/button.tsx';
import { paths } from '../../paths.ts';
import { AdministratorsStep } from './administrators-step.tsx';
import styles from './setup-steps.module.css';
import { words } from './words.ts';

type Steps = NonNullable<SetupState['steps']>;

/** What is done, and what comes next; the next one stands out. */
export function SetupSteps({ state, steps }: { state: SetupState; steps: Steps }) {
  const t = words();
  const { directory, documents, administrator } = steps;
  const states = [stateOf(directory), administrator ? 'done' : 'todo', stateOf(documents)] as const;
  const next = states.findIndex((one) => one !== 'done');
  const isOver = next === -1;
  return (
    <>
      <h1 className={page.title}>{t.title}</h1>
      <p className={page.lead}>{t.lead}</p>
      <ol className={styles.steps}>
        <Step number={1} title={t.directory} hint={t.directoryHint} state={states[0]} isNext={next === 0}>
          {directory === 'none' ? (
            <ButtonLink look="primary" to={paths.newSource('ldap')}>
              {t.directoryGo}
            </ButtonLink>
          ) : null}
          {directory === 'reading' ? <ButtonLink to={paths.sources}>{t.directoryMore}</ButtonLink> : null}
          {directory === 'read' ? <p>{t.directoryDone}</p> : null}
        </Step>
        <Step number={2} title={t.administrators} hint={t.administratorsHint} state={states[1]} isNext={next === 1}>
          {directory === 'none' ? <p className={styles.quiet}>{t.administratorsLater}</p> : <AdministratorsStep />}
        </Step>
        <Step number={3} title={t.documents} hint={t.documentsHint} state={states[2]} isNext={next === 2}>
          {documents === 'none' ? (
            <div className={styles.actions}>
              <ButtonLink look={next === 2 ? 'primary' : 'quiet'} to={paths.newSource('drive')}>
                {t.folderGo}
              </ButtonLink>
              <ButtonLink to={paths.newSource('smb')}>{t.shareGo}</ButtonLink>
            </div>
          ) : null}
          {documents === 'reading' ? <ButtonLink to={paths.sources}>{t.directoryMore}</ButtonLink> : null}
          {documents === 'read' ? <p>{t.documentsDone}</p> : null}
        </Step>
        <Step number={4} title={t.search} hint={isOver ? t.searchHint : ''} state={isOver ? 'last' : 'later'} isNext={isOver}>
          {state.isMine && administrator && state.method !== 'open' ? <p className={styles.over}>{t.searchOver}</p> : null}
          <div className={styles.actions}>
            <ButtonLink look={isOver ? 'primary' : 'quiet'} to={paths.home}>
              {t.toSearch}
            </ButtonLink>
            {state.isMine && administrator && state.method !== 'open' ? (
              <ButtonLink to={paths.signIn(paths.home)}>{t.signIn}</ButtonLink>
            ) : (
              <ButtonLink to={paths.sources}>{t.toSources}</ButtonLink>
            )}
          </div>
        </Step>
      </ol>
    </>
  );
}

interface StepProps {
  number: number;
  title: string;
  hint: string;
  state: 'todo' | 'going' | 'done' | 'last' | 'later';
  isNext: boolean;
  children: ReactNode;
}

function Step({ number, title, hint, state, isNext, children }: StepProps) {
  const t = words();
  return (
    <li className={styles.step} data-state={state} data-next={isNext || undefined} aria-current={isNext ? 'step' : undefined}>
      <span className={styles.number} aria-hidden="true">
        {state === 'done' ? <Check size={18} strokeWidth={2.5} /> : number}
      </span>
      <div className={styles.words}>
        <h2 className={styles.title}>
          {title}
          {state === 'last' || state === 'later' ? null : <span className={styles.state}>{t.states[state]}</span>}
        </h2>
        {hint === '' ? null : <p className={styles.hint}>{hint}</p>}
        {children}
      </div>
    </li>
  );
}

function stateOf(step: Steps['directory']): 'todo' | 'going' | 'done' {
  return step === 'read' ? 'done' : step === 'reading' ? 'going' : 'todo';
}
