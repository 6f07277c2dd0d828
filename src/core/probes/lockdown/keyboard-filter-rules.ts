import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const TIMEOUT_MS = 20_000;
const namesSchema = z.object({ items: z.array(z.string()) });

/** Changes nothing. No double quotes: the command line would have to escape them. */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$blocked = @(Get-CimInstance -Namespace root/standardcimv2/embedded -ClassName WEKF_PredefinedKey |
  Where-Object { $_.Enabled } | ForEach-Object { [string]$_.Id })
ConvertTo-Json -InputObject @{ items = $blocked } -Compress
`;

/** Predefined combinations that the Keyboard Filter blocks; null where Windows does not tell. */
export async function readBlockedKeys(system: string | undefined, signal: AbortSignal): Promise<string[] | null> {
  const program = path.join(system ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  try {
    const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
    const { stdout } = await promisify(execFile)(program, args, { signal, timeout: TIMEOUT_MS, windowsHide: true });
    return namesSchema.parse(JSON.parse(stdout.replace(/^\uFEFF/, ''))).items;
  } catch {
    return null;
  }
}
