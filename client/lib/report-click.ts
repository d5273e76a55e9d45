import type { Click } from '../../server/contract/analytics.ts';
import { fileUrl } from './api.ts';

/** What was opened of an answer: where it stood (1 is the first), what it is, and its source where it has one. */
export type ReportedClick = Omit<Click, 'token'>;

/**
 * Tells the server which result was opened, so that those who look after the search see what is found. Who opened it is not kept.
 * `token` is `clicks` of the answer; without one the answer is not counted. Nobody waits for it: the browser sends it beside the
 * navigation, and a report that is lost is lost.
 */
export function reportClick(token: string | undefined, click: ReportedClick): void {
  if (token === undefined) return;
  const body: Click = { token, ...click };
  navigator.sendBeacon(fileUrl('/search/clicks'), new Blob([JSON.stringify(body)], { type: 'application/json' }));
}
