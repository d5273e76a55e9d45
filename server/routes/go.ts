import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.ts';
import { currentViewer, viewerOfRequest } from '../middleware/viewer.ts';

/** Longer is no go link. */
const LONGEST = 500;

/**
 * `/go/name` and `/go/name/argument` lead to where the link leads to. Whoever is not signed in, and whoever names a link that is
 * not there for them, gets the page of the client, which says so and offers what there is.
 */
export function goRouter(context: Context): Router {
  const router = Router();
  const lead: RequestHandler<{ name: string; argument?: string[] }> = (request, response, next) => {
    const viewer = currentViewer(response);
    const { name, argument = [] } = request.params;
    const said = argument.join('/');
    if (viewer === undefined || name.length + said.length > LONGEST) return next();
    const { url } = context.writing.knowledge.go(name, said, viewer);
    if (url === null) return next();
    response.set('Cache-Control', 'no-store').redirect(302, url);
  };
  router.get(['/go/:name', '/go/:name/*argument'], viewerOfRequest(context), lead);
  return router;
}
