import path from 'node:path';
import { ROOT } from '../vrlab.ts';
import { type BuiltPage, servePage } from './built-page.ts';

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
const ENTRY = 'virtual:screen';

/** The photo field alone on a page, under the policy of the web host. */
export const servePhotoScreen = (): Promise<BuiltPage> =>
  servePage(ENTRY, [
    {
      name: 'screen',
      resolveId: (id) => (id === ENTRY ? path.join(ROOT, 'screen-of-the-test.js') : null),
      load: (id) => (id.endsWith('screen-of-the-test.js') ? SCREEN : null),
    },
  ]);
