import type { AuditLog } from '../audit/audit-log.ts';
import type { VouchedOutcome } from './authenticator.ts';

/** A proxy vouches with every request; the audit log is to tell when somebody came, not each request. */
export interface ProxyArrivals {
  note(arrival: { header: string; address: string | undefined; outcome: VouchedOutcome }): void;
}

/** Milliseconds after the last request until somebody's next one is another sign-in, as with a session. */
const IDLE_LIMIT = 12 * 3_600_000;
/** People and addresses that are remembered; the one that was quiet for longest is forgotten first. */
const REMEMBERED = 20_000;

export function createProxyArrivals(options: { audit: AuditLog; now?: () => number }): ProxyArrivals {
  const now = options.now ?? Date.now;
  const lastSeen = new Map<string, number>();

  function isNews(key: string): boolean {
    const last = lastSeen.get(key);
    // Put at the end again, so that the first is the one that was quiet for longest.
    lastSeen.delete(key);
    lastSeen.set(key, now());
    for (const quietest of lastSeen.keys()) {
      if (lastSeen.size <= REMEMBERED) break;
      lastSeen.delete(quietest);
    }
    return last === undefined || now() - last > IDLE_LIMIT;
  }

  return {
    note({ header, address, outcome }) {
      // By what the header said and not by whom it led to: a name that was refused yesterday is news today when it is let in.
      if (!isNews(JSON.stringify([outcome.state, address, header]))) return;
      if (outcome.state === 'signed-in') {
        options.audit.record({ action: 'sign-in', outcome: 'done', actor: outcome.uid, address, details: 'by the proxy' });
      } else {
        options.audit.record({ action: 'sign-in', outcome: 'refused', actor: '', address, details: outcome.details });
      }
    },
  };
}
