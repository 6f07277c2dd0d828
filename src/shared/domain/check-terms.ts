import type { RESULTS } from '../locales/zh-CN/results.ts';
import type { FirmwareGap } from './hid-firmware.ts';
import type { ProbeId } from './probe-ids.ts';
import type { UsbSpeed } from './usb-id.ts';

/**
 * Which checks, causes and evidence there are: those that have a text. What has none does not compile. Findings that were
 * persisted, or come from another release, hold them as plain strings.
 */
type Texts = typeof RESULTS;
export type CheckId = keyof Texts['checks'];
export type CauseId = keyof Texts['causes'];
export type EvidenceName = keyof Texts['terms']['evidence'];

/** What `checks.json` of every language holds. */
export interface JudgingTexts {
  readonly checks: Readonly<
    Record<string, Readonly<Record<'name' | 'why' | 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable', string>>>
  >;
  readonly causes: Readonly<
    Record<
      string,
      {
        /** In place of the check's own title, where the cause leaves nothing to say about the subject itself. */
        readonly title?: string;
        readonly text: string;
        /** Steps that take five minutes and need no rights. */
        readonly teacher: readonly string[];
        readonly engineer: readonly string[];
      }
    >
  >;
  /** Label of each piece of evidence. */
  readonly evidence: Readonly<Record<string, string>>;
}

/** The value of evidence by its kind; each but the first few is one of a set of words in `terms:<kind>`. */
interface ValueOfKind {
  readonly bytes: number;
  /** Part roles of the device catalogue. */
  readonly roles: string[];
  readonly speed: UsbSpeed;
  /** Key of the catalogue's `modes`. */
  readonly mode: string;
  /** Name in the catalogue of the model the finding is about. */
  readonly model: string;
  /** Names in the catalogue of the models the subject may be. */
  readonly models: string[];
  readonly probe: ProbeId;
  readonly component: string[];
  /** `8 GB`, `4 CPU`. */
  readonly needs: string[];
  readonly profiles: string[];
  readonly defect: string;
  readonly firmwarePolicy: string;
  readonly firmwareGap: FirmwareGap;
  readonly encryption: string;
  readonly timeFrom: string;
  readonly unread: string;
}
export type EvidenceKind = keyof ValueOfKind;

/** Evidence that is not shown as it is: numbers in a unit, and ids that have a name. */
export const EVIDENCE_KINDS = {
  totalBytes: 'bytes',
  availableBytes: 'bytes',
  freeBytes: 'bytes',
  maxBytes: 'bytes',
  neededBytes: 'bytes',
  present: 'roles',
  missing: 'roles',
  slow: 'roles',
  roles: 'roles',
  speed: 'speed',
  mode: 'mode',
  model: 'model',
  candidates: 'models',
  probe: 'probe',
  tooLittle: 'component',
  needed: 'needs',
  profiles: 'profiles',
  defect: 'defect',
  firmwarePolicy: 'firmwarePolicy',
  firmwareGap: 'firmwareGap',
  encryption: 'encryption',
  timeFrom: 'timeFrom',
  unread: 'unread',
} as const satisfies Partial<Record<EvidenceName, EvidenceKind>>;

type KindOf<Name extends EvidenceName> = Name extends keyof typeof EVIDENCE_KINDS
  ? (typeof EVIDENCE_KINDS)[Name]
  : never;

/** A value shown as it is; subjects of devices among a list are shown by the devices' names. */
type PlainValue = string | number | boolean | string[] | { readonly 'zh-CN': string; readonly en: string };

/** What a check may give for evidence: names that have a label, with values of their kind. Null: not known. */
export type CheckEvidence = {
  readonly [Name in EvidenceName]?: ([KindOf<Name>] extends [never] ? PlainValue : ValueOfKind[KindOf<Name>]) | null;
};

/** How evidence of that name is shown; null: as it is. */
export const evidenceKind = (name: string): EvidenceKind | null =>
  Object.hasOwn(EVIDENCE_KINDS, name) ? EVIDENCE_KINDS[name as keyof typeof EVIDENCE_KINDS] : null;
