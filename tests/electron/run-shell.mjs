// Runs the built main process with a stand-in for Electron: run-shell.mjs [arguments of the program]
import { registerHooks } from 'node:module';

const BUILT = new URL('../../out/main/', import.meta.url).href;
const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
/** Every file of the program, in the order in which it was asked for; electron-stand-in.ts looks at it. */
const loadedFiles = (globalThis.loadedFiles = new Set());
registerHooks({
  load(url, context, next) {
    if (url.startsWith(BUILT)) loadedFiles.add(url.slice(BUILT.length));
    return next(url, context);
  },
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const { becomeReady } = await import('./electron-stand-in.ts');
await import('./parent-commands.ts');
await import('../../out/main/index.js');
// As Electron does: `ready` comes only after the main module has run to its end.
becomeReady();
