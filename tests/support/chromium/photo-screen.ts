import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { ROOT } from '../vrlab.ts';

const PHOTOS = path.join(ROOT, 'src/renderer/src/features/inspections/photos');
/** A screen that holds nothing but the field. */
const SCREEN = `
  import '${ROOT}/src/renderer/src/design/mantine.css';
  import { MantineProvider } from '@mantine/core';
  import { createElement as h, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  import { PhotoField } from '${PHOTOS}/PhotoField.tsx';
  import { preparePhoto } from '${PHOTOS}/prepare-photo.ts';
  import { INSPECTION_TEXTS } from '${ROOT}/src/shared/locales/inspections.ts';
  import { createI18n } from '${ROOT}/src/shared/i18n.ts';
  import { createWording } from '${ROOT}/src/shared/wording.ts';
  import { WordingProvider } from '${ROOT}/src/renderer/src/language/use-texts.ts';
  const wording = createWording(createI18n('zh-CN', INSPECTION_TEXTS), 'zh-CN');
  const kept = new Map();
  const load = async (id) => 'data:image/jpeg;base64,' + kept.get(id);
  function Screen() {
    const [photos, setPhotos] = useState([]);
    const onAdd = async (base64) => {
      const id = String(kept.size);
      kept.set(id, base64);
      setPhotos((before) => [...before, { id, label: '照片 ' + (Number(id) + 1) }]);
      return null;
    };
    const onRemove = (id) => setPhotos((before) => before.filter((photo) => photo.id !== id));
    return h('main', null, h(PhotoField, { label: '头显外观', photos, load, onAdd, onRemove }));
  }
  Object.assign(window, { preparePhoto, kept });
  createRoot(document.getElementById('root')).render(h(MantineProvider, null, h(WordingProvider, { value: wording }, h(Screen))));
`;
const HTML = `<!doctype html><html lang="zh-CN"><title>t</title><link rel="stylesheet" href="/page.css" /><div id="root"></div><script type="module" src="/page.js"></script></html>`;
/** The web host's own. */
const POLICY = /"(default-src 'none'[^"]*)"/.exec(readFileSync(path.join(ROOT, 'src/web/server.ts'), 'utf8'))![1]!;

async function bundled(): Promise<ReadonlyMap<string, string>> {
  const entry = 'virtual:screen';
  const { output } = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [
      {
        name: 'screen',
        resolveId: (id) => (id === entry ? path.join(ROOT, 'screen-of-the-test.js') : null),
        load: (id) => (id.endsWith('screen-of-the-test.js') ? SCREEN : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map([
    ['/', HTML],
    ...output.map((part) => [`/${part.fileName}`, part.type === 'chunk' ? part.code : String(part.source)] as const),
  ]);
}

export interface PhotoScreen {
  readonly url: string;
  close(): void;
}

/** The photo field alone on a page, under the policy of the web host. */
export async function servePhotoScreen(): Promise<PhotoScreen> {
  const files = await bundled();
  const server = http.createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
    const type = types[request.url?.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => void server.close(),
  };
}
