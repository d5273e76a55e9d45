import { MessageCircleQuestion } from 'lucide-react';
import { useMe } from '../hooks/use-me.ts';
import { catalogue } from '../lib/language.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from './button.tsx';

const words = catalogue({
  en: { nothing: 'Ask a colleague', other: 'Not what you needed? Ask a colleague' },
  de: { nothing: 'Jemanden fragen', other: 'Nicht das Richtige dabei? Jemanden fragen' },
});

/** From words that found nothing, or not the right thing, to the people who may know; for those whom the directory knows. */
export function AskLink({ q, isNothing }: { q: string; isNothing: boolean }) {
  const me = useMe();
  if (!me.data?.user?.personId || q.trim() === '') return null;
  return (
    <ButtonLink look={isNothing ? 'primary' : 'plain'} to={paths.ask(q)}>
      <MessageCircleQuestion size={17} aria-hidden="true" /> {isNothing ? words().nothing : words().other}
    </ButtonLink>
  );
}
