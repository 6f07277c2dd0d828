import { registerHooks } from 'node:module';

/** From now on `electron` is the stand-in. */
export function useStandIn() {
  const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: standIn, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}
