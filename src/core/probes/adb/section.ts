import type { AdbIdentity, AdbSection, AdbSectionName, AdbSectionValue } from '../../../shared/domain/adb-facts.ts';

/** What a headset answered to one shell command. Texts are without byte order mark, NUL and carriage return. */
export interface ShellAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** Null where the connection cannot report it. */
  readonly exitCode: number | null;
  /** `cut`: more than the limit came; `no-answer`: the deadline passed; `gone`: the headset was unplugged. */
  readonly ended: 'whole' | 'cut' | 'no-answer' | 'gone';
  /** Of this PC, milliseconds since 1970. */
  readonly askedAt: number;
  readonly durationMs: number;
}

/** What a section may know besides its own answer. */
export interface SectionContext {
  /** Null until the identity was read, and where it could not be. */
  readonly identity: AdbIdentity | null;
  /** Addresses of this PC's networks with their prefix lengths, such as `192.168.1.10/24`; null: not known. */
  readonly networksOfPc: readonly string[] | null;
  /** Packages that the publication asks about. */
  readonly packages: readonly string[];
}

/** One round-trip to a headset: what is asked, and how the answer is read. */
export interface SectionReader<Name extends AdbSectionName = AdbSectionName> {
  readonly name: Name;
  readonly deadlineMs: number;
  /** @returns the shell command; null where this headset has nothing to ask. */
  readonly command: (context: SectionContext) => string | null;
  /** Pure. Never throws, whatever the text. */
  readonly read: (answer: ShellAnswer, context: SectionContext) => AdbSection<AdbSectionValue<Name>>;
}
