import { protocol, app } from 'electron';
import { createPageFiles } from './page-files.ts';
import { isPlace } from './launch-options.ts';

const SCHEME = 'app';
export const APP_ORIGIN = `${SCHEME}://vrlab`;

/** Only before `ready`. Standard gives the pages an origin, secure the rights of a page that came over TLS. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/**
 * @param folder of the built screens: all that the scheme ever answers with, besides
 * @param pages made by the program, by their path.
 */
export function servePages(folder: string, pages: Readonly<Record<string, () => string>>): void {
  protocol.handle(SCHEME, createPageFiles(folder, APP_ORIGIN, pages));
}

interface PageAddress {
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
