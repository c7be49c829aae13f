import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  // The libraries are read as TypeScript, so that a build needs none of theirs before it.
  resolve: { conditions: ['@lenglian/source'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome100',
    // No inline script ever: the api's content security policy forbids it.
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': API,
      '/socket.io': { target: API, ws: true },
    },
  },
});
