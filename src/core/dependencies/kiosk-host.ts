/** A file that was kept without asking where. */
export interface KeptFile {
  readonly file: string;
  readonly isWhole: boolean;
}

/** The window of a kiosk, as the host that has one offers it. */
export interface KioskHost {
  /** False once staff has left it. */
  isInside(): boolean;
  /** The window becomes one like others; whoever calls this has made sure that staff asks for it. */
  leave(): void;
  enter(): void;
  /** Where files go without asking. */
  readonly folder: string;
  /** Files that went there from now on, until the signal. */
  kept(signal: AbortSignal): AsyncGenerator<KeptFile>;
}
