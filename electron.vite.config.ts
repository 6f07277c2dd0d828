import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { BUNDLED_LICENCES, thirdPartyNotices } from './scripts/third-party-notices.ts';

/** Native modules stay outside the bundles; they are the only runtime dependencies. */
const natives = ['better-sqlite3', 'koffi', 'native-reg', 'node-hid', 'usb'];

/** Its ES module declares a `require` of its own, beside the one that electron-vite puts into every chunk that calls it. */
const fflate = createRequire(import.meta.url).resolve('fflate');

/**
 * electron-vite puts `const __dirname` into every chunk that mentions it, also where a bundled ES module declares one of its own:
 * two declarations of one name, which no engine accepts. Such a module gets another name for its own.
 */
const ownDirectoryNames: Plugin = {
  name: 'vrlab:own-directory-names',
  transform(code) {
    if (!/\b(?:const|let|var) __(?:dirname|filename)\b/.test(code)) return null;
    return { code: code.replaceAll(/\b__(dirname|filename)\b/g, 'own_$1'), map: null };
  },
};

/**
 * oRPC asks of every message whether it is a form or a stream. Ours are neither, and the mere question makes Node load its whole
 * web client: 2 MB in a web host that rests. These stand for classes that no message is made of.
 */
const NO_WEB_CLIENT = { FormData: 'URLSearchParams', ReadableStream: 'URLSearchParams', TransformStream: 'Object' };

/** Texts are a chunk for each language; scripts/bench/screen-size.ts tells them apart by this name. */
const nameWithLanguage = ({ facadeModuleId }: { readonly facadeModuleId: string | null }): string => {
  const language = /\/locales\/([\w-]+)\//.exec(facadeModuleId ?? '')?.[1];
  return `assets/[name]${language === undefined ? '' : `.${language}`}-[hash].js`;
};

export default defineConfig({
  main: {
    plugins: [ownDirectoryNames],
    resolve: { alias: { fflate } },
    define: NO_WEB_CLIENT,
    build: {
      outDir: 'out/main',
      license: { fileName: BUNDLED_LICENCES },
      externalizeDeps: { include: natives },
      minify: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          web: 'src/web/index.ts',
          vrlab: 'src/cli/index.ts',
          'vrlab-publish': 'src/publisher/index.ts',
          'device-process': 'src/core/probes/windows/device-process.ts',
          'firmware-process': 'src/core/probes/hid-firmware/firmware-process.ts',
          'examination-worker': 'src/core/store/examination-worker.ts',
          'reader-process': 'src/core/app/reader-process.ts',
          'systeminformation-worker': 'src/core/probes/systeminformation/systeminformation-worker.ts',
        },
        // What one command loads at once another loads late: each import says what its caller needs.
        checks: { ineffectiveDynamicImport: false },
        // One flat folder: a worker is found beside the chunk that starts it.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: {
            groups: [
              // The workers and processes beside a host load these, and not the whole app.
              {
                name: 'names',
                test: /shared\/domain\/(language|probe-ids|result|schema-names|usb-id)\.ts$|core\/platform\/(message-of|native-library)\.ts$/,
              },
              {
                name: 'records',
                test: /core\/(store\/(database-session|examine-database|stored-json)|signing\/signing-key)\.ts$/,
              },
              // Electron's main process needs these before it shows the page, and the app only after.
              {
                name: 'start',
                test: /core\/(platform\/(data-directory|feed|write-durably)|incidents\/incident-log)\.ts$/,
              },
              // Every host opens the app: one chunk instead of thirty saves a cold check 40 ms of opening files. No validator may
              // come with it: that is another 80 ms (tests/machine/built-files.test.ts).
              { name: 'app', test: /core\/app\/local-app\.ts$/ },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      license: { fileName: BUNDLED_LICENCES },
      // A sandboxed preload is one CommonJS file that may require electron only.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      outDir: 'out/renderer',
      license: { fileName: BUNDLED_LICENCES },
      minify: true,
      rolldownOptions: { input: 'src/renderer/index.html', output: { chunkFileNames: nameWithLanguage } },
    },
    // Built last.
    plugins: [react(), thirdPartyNotices(import.meta.dirname)],
  },
});
