import { ButtonLink } from './components/button.tsx';
import { Message } from './components/message.tsx';
import { Page } from './components/page.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Message
        title="There is no such page"
        actions={
          <ButtonLink look="primary" to={paths.home}>
            Search instead
          </ButtonLink>
        }
      >
        The address may be mistyped, or what it led to has moved. The box finds it by name.
      </Message>
    </Page>
  );
}
