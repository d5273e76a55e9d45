import { useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { currentLanguage, onLanguageChange } from './lib/language.ts';

/** Everything below is made anew when another language is chosen, and what the server said in the old one is asked again. */
export function InLanguage({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  const queries = useQueryClient();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => onLanguageChange(() => queries.invalidateQueries()), [queries]);
  return <Fragment key={language}>{children}</Fragment>;
}
