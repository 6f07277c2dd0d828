import path from 'node:path';
import { writeTree } from './pc-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const STEAMVR = '.local/share/Steam/steamapps/common/SteamVR';

/**
 * Environment of a person on a Linux PC where SteamVR is installed and is the OpenXR runtime, for programs that look at the
 * PC itself. Data and settings of the program under test stay where they are.
 */
export function onLinuxLabPc(): { readonly HOME: string; readonly XDG_CONFIG_HOME: string } {
  const home = temporaryFolder();
  const at = (name: string) => path.join(home, name);
  writeTree(home, {
    [`${STEAMVR}/bin/version.txt`]: '2.9.6\n',
    [`${STEAMVR}/bin/linux64/vrclient.so`]: 'a library',
    [`${STEAMVR}/steamxr_linux64.json`]: {
      file_format_version: '1.0.0',
      runtime: { name: 'SteamVR', library_path: 'bin/linux64/vrclient.so' },
    },
    '.config/openxr/1/active_runtime.json': { link: at(`${STEAMVR}/steamxr_linux64.json`) },
    '.config/openvr/openvrpaths.vrpath': {
      jsonid: 'vrpathreg',
      version: 1,
      runtime: [at(STEAMVR)],
      config: [at('.local/share/Steam/config')],
      log: [at('.local/share/Steam/logs')],
      external_drivers: null,
    },
  });
  return { HOME: home, XDG_CONFIG_HOME: at('.config') };
}
