// Runs the built main process with a stand-in for Electron: run-shell.mjs [arguments of the program]
import { registerHooks } from 'node:module';

const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
registerHooks({
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
