import { expect, it } from 'vitest';
import { WINDOWS_NODE } from '../../scripts/windows-node.mjs';
import { readFileVersion } from '../../src/core/probes/files/file-version.ts';
import { noting } from '../support/pc/pc-folder.ts';
import { useWindowsPc } from '../support/wine/pc-in-use.ts';
import { aWindowsPc } from './a-windows-pc.ts';
import { browserOnWindows } from './browser.ts';
import { kioskOnWindows } from './kiosk.ts';
import { openXrOnWindows } from './openxr.ts';
import { securityOnWindows } from './security.ts';
import { namesOfPcOnWindows } from './names-of-pc.ts';
import { steamVrOnWindows } from './steamvr.ts';
import { suiteOnWindows } from './suite.ts';
import { vendorSoftwareOnWindows } from './vendor-software.ts';

const pc = useWindowsPc();
for (const subject of [
  aWindowsPc,
  steamVrOnWindows,
  openXrOnWindows,
  vendorSoftwareOnWindows,
  suiteOnWindows,
  securityOnWindows,
  browserOnWindows,
  namesOfPcOnWindows,
  kioskOnWindows,
])
  subject(pc);

it("a real signed program tells its version: Windows' own Node", async () => {
  const { report, troubles } = noting();
  expect(await readFileVersion(WINDOWS_NODE, report)).toBe('22.23.3');
  expect(troubles).toEqual([]);
});
