import { type Query, useMutation, useQueryClient } from '@tanstack/react-query';
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
  const signOut = useMutation({ mutationFn: () => sendJson('DELETE', '/session'), onSuccess: startAfresh });
  return { signIn, signOut };
}
