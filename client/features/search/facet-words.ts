import type { FacetName } from '../../../server/contract/search.ts';
import { languageName } from '../../lib/language-names.ts';
import { mediaTypeOf } from '../../lib/media-types.ts';

/** A facet's value as people read it. */
export function facetValue(name: FacetName, value: string): string {
  if (name === 'mediaType') return mediaTypeOf(value).name;
  if (name === 'language') return languageName(value);
  if (name === 'label') return value.charAt(0).toLocaleUpperCase() + value.slice(1);
  return value;
}
