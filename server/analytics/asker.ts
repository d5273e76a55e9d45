import type { Request } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Asker } from './analytics.ts';

/**
 * Who asks, to be counted. Where nobody signs in an address is the nearest to a person there is. `Sec-GPC`
 * (https://w3c.github.io/gpc/) and the older `DNT` are respected: whoever does not want to be counted is not.
 */
export function askerOf({ viewer, request }: { viewer: Viewer; request: Request }): Asker {
  const name = viewer.personId ?? viewer.uid;
  return {
    person: name === '' ? `address ${request.ip ?? ''}` : name,
    isPrivate: request.get('sec-gpc') === '1' || request.get('dnt') === '1',
  };
}
