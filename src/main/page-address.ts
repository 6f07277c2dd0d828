import { app } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { isPlace } from './launch-options.ts';

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

/** Where on the screens an address leads; `otherwise` where it names no place. */
export function placeOf(url: string, otherwise: string | undefined): string | undefined {
  const place = URL.canParse(url) ? new URL(url).hash.replace(/^#\//, '') : '';
  return isPlace(place) ? place : otherwise;
}

/** The address of the screens with a place in them. */
export const atPlace = (url: string, place: string | undefined): string =>
  place === undefined ? url : `${url}#/${place}`;
