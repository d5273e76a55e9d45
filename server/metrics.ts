import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { canaryTotals } from './jobs/canary-result.ts';
import type { Semantics } from './semantics/semantics.ts';
import type { StateStore } from './store/state-store.ts';

/** What `/metrics` shows, in the Prometheus text format. */
export interface Metrics {
  contentType: string;
  text(): Promise<string>;
  /** One answered request of the API; seconds. */
  request(operation: string, status: number, seconds: number): void;
}

export function createMetrics(options: {
  store: StateStore;
  sourceIds: () => readonly string[];
  semantics: Pick<Semantics, 'state'>;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'atrium_' });
  const seconds = new Histogram({
    name: 'atrium_request_seconds',
    help: 'Time to answer a request of the API',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const requests = new Counter({
    name: 'atrium_requests_total',
    help: 'Answered requests of the API',
    labelNames: ['operation', 'status'],
    registers: [registry],
  });
  registerItems(registry, options);
  registerCanary(registry, options);
  registerVectors(registry, options.semantics);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    request(operation, status, duration) {
      seconds.observe({ operation }, duration);
      requests.inc({ operation, status });
    },
  };
}

/** Read from the store when asked for, so that they are right whichever process did the run. */
function registerItems(
  registry: Registry,
  { store, sourceIds }: { store: StateStore; sourceIds: () => readonly string[] },
): void {
  new Gauge({
    name: 'atrium_items',
    help: 'Items of a source by where they stand',
    labelNames: ['source', 'state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const source of sourceIds()) {
        for (const [state, count] of Object.entries(store.ledger.counts(source))) this.set({ source, state }, count);
      }
    },
  });
  new Gauge({
    name: 'atrium_last_complete_run_timestamp_seconds',
    help: 'When the last complete run of a source ended, seconds since 1970',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const source of sourceIds()) {
        const time = store.runs.lastComplete(source);
        if (time !== undefined) this.set({ source }, time / 1000);
      }
    },
  });
}

function registerVectors(registry: Registry, semantics: Pick<Semantics, 'state'>): void {
  new Gauge({
    name: 'atrium_vectors_due',
    help: 'Documents that wait for their vectors',
    registers: [registry],
    collect() {
      this.set(semantics.state().due);
    },
  });
  new Gauge({
    name: 'atrium_vectors_done',
    help: 'Passages that have a vector',
    registers: [registry],
    collect() {
      this.set(semantics.state().done);
    },
  });
}

/** The alarm bell: `wrong` must never move. */
function registerCanary(
  registry: Registry,
  { store, sourceIds }: { store: StateStore; sourceIds: () => readonly string[] },
): void {
  new Counter({
    name: 'atrium_canary_mismatches_total',
    help: 'Documents whose permissions were not as the place itself says: wrong or stale (shown to too many, and hidden), false-deny',
    labelNames: ['source', 'kind'],
    registers: [registry],
    collect() {
      this.reset();
      for (const source of sourceIds()) {
        const { wrong, stale, falseDenies } = canaryTotals(store, source);
        this.inc({ source, kind: 'wrong' }, wrong);
        this.inc({ source, kind: 'stale' }, stale);
        this.inc({ source, kind: 'false-deny' }, falseDenies);
      }
    },
  });
}
