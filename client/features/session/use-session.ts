import { type Query, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SignOut } from '../../../server/contract/session.ts';
import { ME } from '../../hooks/use-me.ts';
import { sendJson } from '../../lib/api.ts';
import { forgetSearches } from '../../lib/recent-searches.ts';

/** Becoming somebody, and nobody. Whatever was read as someone else is forgotten before anything new is shown. */
export function useSession() {
  const queryClient = useQueryClient();
  const startAfresh = async () => {
    await queryClient.cancelQueries();
    forgetSearches();
    const ofOthers = { predicate: (query: Query) => query.queryKey[0] !== ME[0] };
    queryClient.removeQueries({ ...ofOthers, type: 'inactive' });
    await Promise.all([queryClient.refetchQueries({ queryKey: ME }), queryClient.resetQueries(ofOthers)]);
  };
  const signIn = useMutation({
    mutationFn: (credentials: { username: string; password: string }) => sendJson('POST', '/session', credentials),
    onSuccess: startAfresh,
  });
  const signOut = useMutation({
    mutationFn: ({ everywhere }: { everywhere: boolean }) =>
      sendJson<SignOut>('DELETE', everywhere ? '/session?everywhere=true' : '/session'),
    // The provider's session is ended at the provider, or the next "Sign in" would be without a question.
    onSuccess: (answer) => (answer?.signOutUrl ? location.assign(answer.signOutUrl) : startAfresh()),
  });
  return { signIn, signOut };
}
