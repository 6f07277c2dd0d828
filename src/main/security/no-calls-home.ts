import { app, type Session } from 'electron';
import { APP_ORIGIN, pageAddress } from '../app-protocol.ts';
import { mayLoad } from './may-load.ts';

/** What Chromium does on the network of its own accord. */
const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['no-pings'],
  ['no-default-browser-check'],
  // Where the services above are compiled in all the same, they ask for themselves once more.
  [
    'disable-features',
    'OptimizationHints,MediaRouter,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  ],
];
/** No name and no number leads anywhere: our scheme needs neither, and requests leave by Node. */
const NOWHERE = ['host-resolver-rules', 'MAP * ~NOTFOUND'] as const;

/** Only before `ready`, when Chromium reads its switches. */
export function silenceChromium(): void {
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  if (pageAddress().origin === APP_ORIGIN) app.commandLine.appendSwitch(...NOWHERE);
}

/** No page of this session gets anything but our own pages, and no dictionary is fetched for it. */
export function keepToOwnPages(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  // Should a later Chromium ask all the same, it asks us, and we have none.
  session.setSpellCheckerDictionaryDownloadURL(`${APP_ORIGIN}/no-dictionaries/`);
  const own = { origins: [APP_ORIGIN, pageAddress().origin], development: !app.isPackaged };
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, own) }));
}
