import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Post, PostsResponse, PostWrite } from '../../../server/contract/posts.ts';
import { getJson, sendJson } from '../../lib/api.ts';

const POSTS = ['posts'] as const;
/** How often it is asked whether a post can be found by now, milliseconds. */
const ASK_AGAIN = 2000;

export function usePosts() {
  return useQuery({
    queryKey: POSTS,
    queryFn: ({ signal }) => getJson<PostsResponse>('/posts', signal),
    refetchInterval: ({ state }) => (state.data?.items.some(({ isSearchable }) => !isSearchable) ? ASK_AGAIN : false),
  });
}

export function usePostActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: POSTS });
  return {
    save: useMutation({
      mutationFn: ({ id, post }: { id: number | undefined; post: PostWrite }) =>
        id === undefined ? sendJson<Post>('POST', '/posts', post) : sendJson<Post>('PUT', `/posts/${id}`, post),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: number) => sendJson('DELETE', `/posts/${id}`), onSuccess }),
  };
}
