import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { licencesPlugin } from './server/operations/licences-plugin.ts';

/** Builds the client into `dist/`, which the server serves; hashed names, so files can be cached for ever. */
export default defineConfig({
  root: 'client',
  plugins: [react(), licencesPlugin(import.meta.dirname)],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    // Browsers that know light-dark() themselves, so that each colour stays one pair.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: fonts.
    assetsInlineLimit: 0,
  },
});
