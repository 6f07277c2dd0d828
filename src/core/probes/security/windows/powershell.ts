import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ReportTrouble } from '../../../platform/reading-troubles.ts';

/** Starting PowerShell from an old disk takes several seconds; the probe's own deadline is longer. */
const TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** A list; null where Windows has no answer, or none for this account. */
const items = <Item extends z.ZodType>(item: Item) =>
  z
    .object({ items: z.array(item) })
    .transform(({ items: all }) => all)
    .nullable()
    .catch(null);
const product = z.object({ name: z.string(), state: z.int() });

export const windowsAnswersSchema = z.object({
  antivirus: items(product),
  firewalls: items(product),
  defender: z.object({ on: z.boolean().nullable(), definitions: z.iso.datetime().nullable() }).nullable().catch(null),
  /** `System.Volume.BitLockerProtection` of the Windows property system. */
  bitLocker: z.int().nullable().catch(null),
  /** `InstalledOn` of Win32_QuickFixEngineering, unparsed. */
  updates: items(z.string()),
  lastSync: z.iso.datetime().nullable().catch(null),
  administrator: z.boolean().nullable().catch(null),
  /** Rights of groups that ordinary accounts are in, as bits (ACCESS_MASK). */
  access: items(z.object({ allow: z.boolean(), rights: z.int() })),
  /** Names of processes without their extension. */
  processes: items(z.string()),
});
export type WindowsAnswers = z.infer<typeof windowsAnswersSchema>;

/** Queries Windows; null where PowerShell is missing, forbidden or too slow: then the facts come from the registry alone. */
export type QueryWindows = (
  dataDirectory: string,
  signal: AbortSignal,
  report: ReportTrouble,
) => Promise<WindowsAnswers | null>;

const PLACE = 'Windows PowerShell';

/** Queries what the registry does not contain, in one PowerShell process with a fixed script that changes nothing. */
export const queryWindows: QueryWindows = async (dataDirectory, signal, report) => {
  const system = process.env['SystemRoot'] ?? 'C:\\Windows';
  const program = path.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  try {
    const { stdout } = await promisify(execFile)(
      program,
      // No -EncodedCommand: antivirus programs treat it as an attack.
      ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT],
      {
        signal,
        timeout: TIMEOUT_MS,
        maxBuffer: MAX_ANSWER_BYTES,
        windowsHide: true,
        env: { ...process.env, VRLAB_SECURITY_FOLDER: dataDirectory },
      },
    );
    return windowsAnswersSchema.parse(JSON.parse(stdout.replace(/^\uFEFF/, '')));
  } catch (cause) {
    // The error message is not used, because it quotes the whole command or its output.
    const { code, killed, name } = cause as { code?: string | number; killed?: boolean; name?: string };
    const detail = killed === true ? 'deadline' : String(code ?? name ?? '');
    report({ place: PLACE, code: 'unreadable', detail });
    return null;
  }
};

/**
 * Script for Windows PowerShell 5.1. Each query fails alone and gives null then. It has no double quotes, which the command line
 * would have to escape. Names of accounts are never read: groups are identified by their well-known SIDs (Everyone, Authenticated
 * Users, Interactive, Users; S-1-5-32-544 are the administrators, also where UAC withholds the right).
 */
export const SCRIPT = `
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
function Ask($question) { try { & $question } catch { $null } }
function Products($class) {
  @{ items = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName $class |
    ForEach-Object { @{ name = [string]$_.displayName; state = [int]$_.productState } }) }
}
$answers = @{
  antivirus = Ask { Products 'AntiVirusProduct' }
  firewalls = Ask { Products 'FirewallProduct' }
  defender = Ask {
    $status = Get-CimInstance -Namespace root/Microsoft/Windows/Defender -ClassName MSFT_MpComputerStatus
    $at = $status.AntivirusSignatureLastUpdated
    @{ on = $status.RealTimeProtectionEnabled
       definitions = if ($at) { $at.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } else { $null } }
  }
  bitLocker = Ask {
    (New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self.ExtendedProperty('System.Volume.BitLockerProtection')
  }
  updates = Ask {
    @{ items = @(Get-CimInstance -ClassName Win32_QuickFixEngineering |
      ForEach-Object { [string]$_.CimInstanceProperties['InstalledOn'].Value }) }
  }
  lastSync = Ask {
    $at = (Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Config').LastKnownGoodTime
    if ($at) { [DateTime]::FromFileTimeUtc([long]$at).ToString('yyyy-MM-ddTHH:mm:ssZ') } else { $null }
  }
  administrator = Ask {
    @([Security.Principal.WindowsIdentity]::GetCurrent().Claims | Where-Object { $_.Value -eq 'S-1-5-32-544' }).Count -gt 0
  }
  access = Ask {
    $everybody = 'S-1-1-0', 'S-1-5-11', 'S-1-5-4', 'S-1-5-32-545'
    @{ items = @((Get-Acl -LiteralPath $env:VRLAB_SECURITY_FOLDER).GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier]) |
      Where-Object { $everybody -contains $_.IdentityReference.Value } |
      ForEach-Object { @{ allow = ($_.AccessControlType -eq 'Allow'); rights = [int]$_.FileSystemRights } }) }
  }
  processes = Ask { @{ items = @(Get-Process | ForEach-Object { $_.ProcessName } | Sort-Object -Unique) } }
}
ConvertTo-Json -InputObject $answers -Depth 5 -Compress
`;
