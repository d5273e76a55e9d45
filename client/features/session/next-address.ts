/** Where to go after signing in: an address of this site, never one that a crafted link smuggles in. */
export function nextAddress(next: string | null, origin: string): string {
  if (next === null || !URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  return url.origin === origin && next.startsWith('/') ? url.pathname + url.search + url.hash : '/';
}
