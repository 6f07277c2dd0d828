/**
 * Windows PowerShell 5.1. Each question fails alone and answers null then. Without a double quote, which the command line
 * would have to escape. Names of accounts are never asked for: groups are told by their well-known numbers
 * (Everyone, Authenticated Users, Interactive, Users; S-1-5-32-544 are the administrators, also where UAC holds the right back).
 */
export const QUESTIONS = `
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
