import os from 'node:os';
import path from 'node:path';

/**
 * Where records, station and settings of this PC are kept: `VRLAB_DATA`, else the place the operating system has for it.
 * Windows uses the machine-wide ProgramData, because a lab PC has one station however many people sign in.
 */
export function defaultDataDirectory(): string {
  const chosen = process.env['VRLAB_DATA'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  if (process.platform === 'win32') return path.join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'VR Lab Check');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'VR Lab Check');
  return path.join(process.env['XDG_DATA_HOME'] ?? path.join(os.homedir(), '.local', 'share'), 'vrlab-check');
}
