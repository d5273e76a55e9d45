import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the client into `dist/`, which the server serves; hashed names, so files can be cached for ever. */
export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
});
