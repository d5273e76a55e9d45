/** Reads what this browser remembers; a browser that forbids storage (private windows, policies) remembers nothing. */
export function readStored(key: string): string | null {
  return attempt(() => localStorage.getItem(key));
}

export function writeStored(key: string, value: string | null): void {
  attempt(() => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)));
}

/** The same for what only this tab is to remember, and only until it is closed. */
export function readForTab(key: string): string | null {
  return attempt(() => sessionStorage.getItem(key));
}

export function writeForTab(key: string, value: string | null): void {
  attempt(() => (value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value)));
}

function attempt<T>(access: () => T): T | null {
  try {
    return access();
  } catch (error) {
    // A convenience is lost, never a function: say it once for whoever looks, and go on.
    console.info('This browser does not let Atrium remember things', error);
    return null;
  }
}
