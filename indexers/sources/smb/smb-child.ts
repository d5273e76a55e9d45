import { runTreeChild } from '../file-tree/tree-child.ts';
import { loadLibsmbclient } from './libsmbclient.ts';
import { lookAtShare } from './look-at-share.ts';
import { createSmbOpener } from './open-share.ts';
import { SmbPlace } from './place.ts';

const library = await loadLibsmbclient();
const open = createSmbOpener(library);

await runTreeChild({
  parsePlace: (value) => SmbPlace.parse(value),
  open: (place) => open(place).tree,
  look: (place, options) => lookAtShare(() => open(place), options),
});
