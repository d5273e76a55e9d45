import { ButtonLink } from './components/button.tsx';
import { Message } from './components/message.tsx';
import { Page } from './components/page.tsx';
import { catalogue } from './lib/language.ts';
import { paths } from './paths.ts';

const words = catalogue({
  en: {
    tab: 'Not found',
    title: 'There is no such page',
    search: 'Search instead',
    hint: 'The address may be mistyped, or what it led to has moved. The box finds it by name.',
  },
  de: {
    tab: 'Nicht gefunden',
    title: 'Diese Seite gibt es nicht',
    search: 'Stattdessen suchen',
    hint: 'Vielleicht ist die Adresse falsch geschrieben, oder das Ziel ist umgezogen. Das Suchfeld findet es beim Namen.',
  },
});

export function NotFoundPage() {
  return (
    <Page title={words().tab}>
      <Message
        title={words().title}
        actions={
          <ButtonLink look="primary" to={paths.home}>
            {words().search}
          </ButtonLink>
        }
      >
        {words().hint}
      </Message>
    </Page>
  );
}
