import { useEffect } from 'react';

/** Names the tab of the browser; undefined while what is shown is not known yet. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === '' ? 'Atrium' : `${title} · Atrium`;
  }, [title]);
}
