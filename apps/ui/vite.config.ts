import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoad } from './first-load.ts';

const api = process.env['API_URL'] ?? 'http://127.0.0.1:9000';

export default defineConfig({
  plugins: [react(), firstLoad()],
  // Relative, so that the same build works under any path: `/`, `/tribble/`, behind any proxy.
  base: './',
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': { target: api, changeOrigin: true } },
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // What changes rarely stays in the browser's cache when the board itself changes.
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ }],
        },
      },
    },
  },
});
