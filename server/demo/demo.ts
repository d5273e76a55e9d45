import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { buildDemoDrive } from './build-drive.ts';
import { companyDir, readAccess } from './company.ts';
import { createDemoDirectory } from './directory.ts';

/** What the demo adds to a server: whom a visitor is, and whom they may become. */
export interface Demo {
  company: string;
  /** The visitor without a session. */
  visitor: string;
  identities: { username: string; password: string; role: string }[];
}

/** The same for everybody of the demo company; the demo's data is public. */
const PASSWORD = 'demo';
const SUFFIX = 'dc=fennmark,dc=example';

/**
 * Starts the demo's directory and builds its drive; the configuration it returns is an ordinary one, so that the demo takes
 * the same path as a company's own.
 */
export async function startDemo(options: {
  dataDir: string;
  port: number;
}): Promise<{ config: Config; demo: Demo; close(): Promise<void> }> {
  await mkdir(options.dataDir, { recursive: true });
  const indexerPassword = randomBytes(18).toString('base64url');
  const [directory, drive, access] = await Promise.all([
    createDemoDirectory({ companyDir, suffix: SUFFIX, port: 0, indexerPassword, userPassword: PASSWORD }),
    buildDemoDrive({ dataDir: options.dataDir }),
    readAccess(),
  ]);
  const config = parseConfig({
    text: configText({ ...options, directoryUrl: directory.url, drive, access }),
    file: path.join(options.dataDir, 'atrium.yaml'),
    environment: { DEMO_INDEXER_PASSWORD: indexerPassword },
  });
  return { config, demo: DEMO, close: () => directory.close() };
}

const DEMO: Demo = {
  company: 'Fennmark Instruments',
  visitor: 'tomas.novak',
  identities: [
    { username: 'tomas.novak', password: PASSWORD, role: 'An employee' },
    { username: 'helena.brandt', password: PASSWORD, role: 'A manager' },
    { username: 'grace.okafor', password: PASSWORD, role: 'IT, with the console' },
  ],
};

function configText(options: {
  dataDir: string;
  port: number;
  directoryUrl: string;
  drive: string;
  access: Record<string, string[]>;
}): string {
  const folders = {
    ...Object.fromEntries(Object.entries(options.access).map(([folder, groups]) => [`${folder}/**`, groups])),
    '**': 'everyone',
  };
  return JSON.stringify({
    server: { port: options.port },
    dataDir: options.dataDir,
    auth: { method: 'directory', admins: ['group:atrium-admins'] },
    // The progress bars tell the rest.
    log: { level: 'warn' },
    timeZones: TIME_ZONES,
    sources: [
      {
        id: 'staff',
        kind: 'ldap',
        url: options.directoryUrl,
        bindDn: `cn=indexer,${SUFFIX}`,
        bindPassword: '${DEMO_INDEXER_PASSWORD}',
        peopleBase: `ou=people,${SUFFIX}`,
        groupsBase: `ou=groups,${SUFFIX}`,
        attributes: { skills: 'businessCategory' },
        schedule: '*/15 * * * *',
      },
      {
        id: 'library',
        kind: 'drive',
        path: options.drive,
        permissions: { folders },
        labels: LABELS,
        paths: { windows: '\\\\files.fennmark.example\\library', posix: '/srv/library' },
        schedule: '*/15 * * * *',
      },
    ],
  });
}

const TIME_ZONES = {
  Lisbon: 'Europe/Lisbon',
  Rotterdam: 'Europe/Amsterdam',
  Gdańsk: 'Europe/Warsaw',
  Montréal: 'America/Toronto',
};

/** Folder → label, as a company would set them. */
const LABELS = {
  'History/**': 'history',
  'Products/**': 'product',
  'Reviews/**': 'review',
  'Policies/**': 'policy',
  'Minutes/**': 'minutes',
  'Projects/**': 'project',
  'Field Reports/**': 'field report',
  'How-to/**': 'how-to',
  'News/**': 'news',
  'Quality/**': 'quality',
};
