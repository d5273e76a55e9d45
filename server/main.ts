import { runCommandLine } from './cli.ts';

/** `npm start` is `atrium serve`. */
await runCommandLine(['serve', ...process.argv.slice(2)]);
