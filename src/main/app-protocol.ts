import { protocol } from 'electron';
import { createPageFiles } from './page-files.ts';

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
