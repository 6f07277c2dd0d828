/** What was read of it; null: could not be read. Facts alone, judged by kiosk/judge-lockdown.ts. */
export type LockdownFacts = WindowsLockdown | LinuxLockdown | { readonly platform: 'other' };

export interface WindowsLockdown {
  readonly platform: 'win32';
  /** `Core` (Home), `Professional`, `Education`, `Enterprise`, `IoTEnterpriseS`… */
  readonly edition: string | null;
  /** Program that stands in the place of the desktop for this account; `explorer.exe` is the desktop. */
  readonly shell: string | null;
  /** An Assigned Access configuration names accounts of this PC. */
  readonly assignedAccess: boolean | null;
  readonly keyboardFilter: {
    readonly service: 'automatic' | 'manual' | 'disabled' | 'absent' | null;
    /** Predefined combinations that it blocks; null where Windows does not tell. */
    readonly blocked: readonly string[] | null;
  };
  /** AppLocker's rules for programs. */
  readonly appLocker: {
    readonly mode: 'enforced' | 'audit' | 'none' | null;
    readonly service: 'automatic' | 'manual' | 'disabled' | 'absent' | null;
  };
}

export interface LinuxLockdown {
  readonly platform: 'linux';
  /** Names and arguments of the programs that draw the screen and are known; null where programs cannot be listed. */
  readonly session: readonly { readonly name: string; readonly args: readonly string[] }[] | null;
}
