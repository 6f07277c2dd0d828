import type { DevToolsPipe } from './devtools-pipe.ts';

/** Where the document seems to be; the name exists nowhere, and whatever else is asked for is refused. */
const ADDRESS = 'https://document.invalid/';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Shows a document in a page of its own that runs no script and reaches nothing, and prints it.
 * @throws Error where the browser refuses. Never settles when the browser ends.
 */
export async function printPage(browser: DevToolsPipe, html: string): Promise<Uint8Array> {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const session = text(sessionId);
  const page = (method: string, params?: object) => browser.send(method, params, session);

  await page('Emulation.setScriptExecutionDisabled', { value: true });
  await page('Page.enable');
  await page('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  let served = false;
  browser.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isDocument = !served && text((request as { url?: unknown }).url) === ADDRESS;
    served ||= isDocument;
    const answer = isDocument
      ? page('Fetch.fulfillRequest', {
          requestId,
          responseCode: 200,
          responseHeaders: [{ name: 'Content-Type', value: 'text/html; charset=utf-8' }],
          body: Buffer.from(html).toString('base64'),
        })
      : // Aborted leaves the document where it is; any other reason may put an error page in its place.
        page('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    answer.catch(() => undefined);
  });
  const loaded = new Promise<void>((resolve) => browser.on('Page.loadEventFired', () => resolve()));
  const { errorText } = await page('Page.navigate', { url: ADDRESS });
  if (errorText !== undefined) throw new Error(text(errorText));
  await loaded;
  const { data } = await page('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: false,
    generateTaggedPDF: true,
  });
  return Buffer.from(text(data), 'base64');
}
