// Opens a print window of the sources with a stand-in for Electron, and tells what came of it.
import { useStandIn } from './use-stand-in.mjs';

useStandIn();
const { becomeReady, BrowserWindow, seen } = await import('./electron-stand-in.ts');
const { openPrintWindow } = await import('../../src/main/print-window.ts');
becomeReady();

let address = '';
BrowserWindow.prototype.loadURL = async (url) => void (address = url);
BrowserWindow.prototype.destroy = () => undefined;

const first = openPrintWindow('<p>一</p>');
const second = openPrintWindow('<p>two</p>');
await first.load();
const [{ options }, { options: others }] = seen.windows;
const { session, ...webPreferences } = options.webPreferences;
const get = async (url) => {
  const answer = await session.protocol.handlers.get('app')({ url });
  return [answer.status, answer.headers.get('content-type'), await answer.text()];
};
const cancelled = (url) => {
  let answer = null;
  session.beforeRequest({ url }, ({ cancel }) => (answer = cancel));
  return answer;
};
const report = {
  show: options.show,
  webPreferences,
  session: [session.name, session.options, session === others.webPreferences.session],
  document: await get(address),
  cancelled: Object.fromEntries(
    [
      address,
      'data:image/png,x',
      'app://vrlab/index.html',
      'app://print/99',
      'https://x.example/',
      'file:///etc/passwd',
    ].map((url) => [url.replace(address, 'own'), cancelled(url)]),
  ),
};
first.destroy();
second.destroy();
report.afterwards = await get(address);
process.send(report);
process.disconnect();
