import { BrowserWindow, session, type Session } from 'electron';
import type { PrintWindow } from './electron-printer.ts';
import { safePreferences } from './security/web-preferences.ts';

/** Registered by app-protocol.ts; this host of it is known in the printing session alone. */
const ADDRESS = 'app://print/';

/** Documents being printed, by their address. */
const documents = new Map<string, string>();
let last = 0;
let printing: Session | null = null;

/** In memory only; gives out the documents being printed and nothing else. */
function printingSession(): Session {
  if (printing !== null) return printing;
  printing = session.fromPartition('print', { cache: false });
  printing.protocol.handle('app', ({ url }) => {
    const html = documents.get(url);
    return html === undefined
      ? new Response(null, { status: 404 })
      : new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  });
  return printing;
}

/** In the place of the rule that every session gets with its first window, and stricter. */
function keepToDocuments({ webRequest }: Session): void {
  webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !documents.has(url) && !url.startsWith('data:') }));
}

/** A hidden window for one document: no scripts, no preload, nothing else to be had. Only after `ready`. */
export function openPrintWindow(html: string): PrintWindow {
  const address = `${ADDRESS}${++last}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      ...safePreferences(),
      session: printingSession(),
      javascript: false,
      devTools: false,
    },
  });
  keepToDocuments(printingSession());
  documents.set(address, html);
  return {
    load: () => window.loadURL(address),
    printToPDF: (options) => window.webContents.printToPDF(options),
    destroy() {
      documents.delete(address);
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
