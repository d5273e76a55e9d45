import { ButtonLink } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { useSetup } from '../../hooks/use-setup.ts';
import { paths } from '../../paths.ts';
import styles from './setup-page.module.css';
import { SetupSteps } from './setup-steps.tsx';
import { Welcome } from './welcome.tsx';
import { words } from './words.ts';

/** How an empty installation becomes one that finds something, from the address that the server printed. */
export function SetupPage() {
  const t = words();
  const setup = useSetup();
  const { data } = setup;
  return (
    <Page title={t.title} className={styles.page}>
      {setup.isError && !data ? <ProblemMessage error={setup.error} retry={() => setup.refetch()} /> : null}
      {data?.steps ? <SetupSteps state={data} steps={data.steps} /> : null}
      {data && !data.steps && data.isNeeded ? <Welcome /> : null}
      {data && !data.steps && !data.isNeeded ? (
        <Message
          title={t.done}
          actions={
            <>
              <ButtonLink to={paths.home}>{t.toSearch}</ButtonLink>
              <ButtonLink look="primary" to={paths.signIn(paths.sources)}>
                {t.signIn}
              </ButtonLink>
            </>
          }
        >
          {t.doneHint}
        </Message>
      ) : null}
    </Page>
  );
}
