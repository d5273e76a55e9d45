/** Somewhere that cannot be mistaken for a real host. */
const HERE = 'http://here.invalid';
/** Longest address that is remembered over a sign-in, characters: it travels in a cookie. */
const LONGEST = 1_500;

/**
 * Where to go after signing in: a page of this site, never an address that a crafted link smuggles in. Read the way a browser
 * reads it (WHATWG URL), because `/\evil.example` and `/.//evil.example` are not what they look like. What is no such page
 * becomes the home page.
 */
export function localPage(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST || !wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, HERE);
  const isElsewhere = origin !== HERE || pathname.startsWith('//') || pathname.includes('\\');
  // The API is not a page: a link to it could sign in again and again.
  const isPage = pathname !== '/api' && !pathname.startsWith('/api/');
  return isElsewhere || !isPage ? '/' : pathname + search + hash;
}
