import type { ReactNode } from 'react';
import { usePageTitle } from '../hooks/use-page-title.ts';

/** The main part of a page; `title` names the browser's tab, undefined until it is known. */
export function Page({
  title,
  className,
  children,
}: {
  title: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main id="content" className={className} tabIndex={-1}>
      {children}
    </main>
  );
}
