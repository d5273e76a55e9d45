/** Where to go after signing in: an address of this site, never one that a crafted link smuggles in. */
export function nextAddress(next: string | null, origin: string): string {
  if (next === null || !URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  // `/.//evil.example` is of this origin until its path is taken for an address.
  const isHere = url.origin === origin && next.startsWith('/') && !url.pathname.startsWith('//');
  return isHere ? url.pathname + url.search + url.hash : '/';
}
