import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { Post, PostsResponse, PostWrite } from '../contract/posts.ts';
import { type Route, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';

const one = { access: 'viewer', path: '/posts/:id', params: EntryParams } as const;

/** News and reviews that employees write; they are read as documents. */
export function postRoutes(context: Context): Route[] {
  const { posts } = context.writing;
  return [
    route(
      {
        id: 'posts',
        method: 'get',
        path: '/posts',
        summary: 'One’s own posts, newest first',
        access: 'viewer',
        answer: PostsResponse,
      },
      async ({ viewer }) => ({ items: posts.own(viewer), mayAnnounce: posts.mayAnnounce(viewer) }),
    ),
    route(
      {
        id: 'writePost',
        method: 'post',
        path: '/posts',
        summary: 'Writes news or a review',
        access: 'viewer',
        body: PostWrite,
        answer: Post,
        status: 201,
      },
      async ({ body, viewer }) => posts.write(body, viewer),
    ),
    route(
      { ...one, id: 'post', method: 'get', summary: 'A post of one’s own, to change it', answer: Post },
      async ({ params, viewer }) => posts.get(params.id, viewer),
    ),
    route(
      { ...one, id: 'changePost', method: 'put', summary: 'Changes a post of one’s own', body: PostWrite, answer: Post },
      async ({ params, body, viewer }) => posts.change(params.id, body, viewer),
    ),
    route({ ...one, id: 'removePost', method: 'delete', summary: 'Deletes a post of one’s own' }, async ({ params, ...who }) => {
      await posts.remove(params.id, who.viewer);
      const details = 'A post was deleted';
      context.audit.record({ ...whoAsks(who), action: 'knowledge', outcome: 'done', subject: `posts ${params.id}`, details });
      return undefined;
    }),
  ];
}
