import { expect, it } from 'vitest';
import { createRuntimesProbe } from '../../../../src/core/probes/runtimes/runtimes-probe.ts';
import { runtimesFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { publication } from '../../../support/pc/judge.ts';
import { FOLDER, pcFolder, product } from '../../../support/pc/pc-folder.ts';

const signal = new AbortController().signal;

it('a PC with nothing installed: everything was looked for, nothing found, no trouble', async () => {
  const { facts } = await createRuntimesProbe(publication.matrix.products, pcFolder().environment).read(signal);
  expect(facts).toEqual({
    lookedFor: ['steamvr'],
    found: [],
    troubles: [],
    steamVr: null,
    openXr: {
      active: null,
      available: [],
      layers: [],
      variables: [],
      demandedLayers: [],
      layerListCuts: [],
      missingLayerFolders: [],
    },
  });
});

it('SteamVR and vendor software are found side by side, troubles in order', async () => {
  const vendor = product('vendor', 'runtime', [
    { platform: 'linux', folder: { path: '~/vendor' }, version: [{ text: 'v', pattern: '(.+)' }] },
  ]);
  const steamvr = product('steamvr', 'runtime', undefined);
  const pc = pcFolder({
    'home/vendor/v': FOLDER,
    'SteamVR/bin/version.txt': FOLDER,
    'home/.config/openvr/openvrpaths.vrpath': FOLDER,
  });
  const env = { ...pc.environment.env, VR_OVERRIDE: pc.at('SteamVR') };
  const { facts } = await createRuntimesProbe([vendor, steamvr], { ...pc.environment, env }).read(signal);
  runtimesFactsSchema.parse(facts);
  expect(facts.lookedFor).toEqual(['steamvr', 'vendor']);
  expect(facts.found.map((one) => [one.product, one.version])).toEqual([
    ['steamvr', null],
    ['vendor', null],
  ]);
  expect(facts.troubles.map(({ place }) => place.slice(pc.root.length))).toEqual([
    '/SteamVR/bin/version.txt',
    '/home/.config/openvr/openvrpaths.vrpath',
    '/home/vendor/v',
  ]);
});

it('SteamVR whose folder is gone is not found as a product', async () => {
  const pc = pcFolder({ 'home/.config/openvr/openvrpaths.vrpath': { runtime: ['/gone'] } });
  const { facts } = await createRuntimesProbe([product('steamvr', 'runtime', undefined)], pc.environment).read(signal);
  expect(facts.found).toEqual([]);
  expect(facts.steamVr?.folderExists).toBe(false);
});
