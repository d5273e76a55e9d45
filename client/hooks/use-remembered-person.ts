import { useEffect } from 'react';
import { type RecentPerson, rememberPerson } from '../lib/recent-people.ts';

/** Whose page is open is offered on the home page, in this browser only. */
export function useRememberedPerson(person: RecentPerson | undefined): void {
  useEffect(() => {
    if (person) rememberPerson(person);
  }, [person]);
}
