import { app } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

export interface PageAddress {
  readonly url: string;
  /** The only origin that gets a port. */
  readonly origin: string;
}

/** The built screens, or in development the server electron-vite started and named in the environment. */
export function pageAddress(): PageAddress {
  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  if (devServer !== undefined) return { url: devServer, origin: new URL(devServer).origin };
  return { url: `${APP_ORIGIN}/index.html`, origin: APP_ORIGIN };
}
