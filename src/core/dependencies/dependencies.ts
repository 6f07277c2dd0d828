import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { PcIdentity } from '../../shared/domain/pc-sockets.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import type { Probes } from '../probes/probe.ts';
import type { PublicationInUse } from '../publication/publication-in-use.ts';
import type { Publication } from '../published/publication.ts';
import type { Printer } from '../reports/printer.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';
import type { SecretStore } from '../signing/secret-store.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import type { DatabaseSession } from '../store/database-session.ts';
import type { RunStore } from '../store/run-store.ts';
import type { KioskHost } from './kiosk-host.ts';

/** What differs between hosts, this PC and a demonstration world: brought by whoever opens the app. */
export interface HostDependencies {
  /** Of the program. */
  readonly version: string;
  /** Name of the demonstration world the probes look at; null on a real PC. */
  readonly world: string | null;
  /** What the firmware says of the PC in a demonstration without a system of its own; null and left out: nothing. */
  readonly worldPc?: PcIdentity | null;

  readonly dataDirectory: string;
  /** Data folder in which the program's own failures are logged: above that of a demonstration, else the same. */
  readonly logDirectory: string;
  /** Where it is recorded who may use the data folder: above that of a demonstration, else the same. */
  readonly accessFolder: string;
  readonly stationFile: string;

  readonly probes: Probes;
  readonly hotPlug: HotPlugSource;
  readonly publicationInUse: PublicationInUse;

  readonly settings: SettingsWriter;
  readonly secrets: SecretStore;
  readonly printer: Printer;
  /** Makes room on the screen for the program that was started, until it ends; absent where the host has no window of its own. */
  readonly stepAside?: (ended: Promise<void>) => void;
  /** Keeps the screen on until what it returns is called; absent where the host cannot. */
  readonly keepAwake?: () => () => void;
  /** Absent where the program is no kiosk. */
  readonly kiosk?: KioskHost;
}

/**
 * Everything a service of this program may depend on. A service takes what it needs: `createX(deps: Pick<Dependencies, …>)` in the
 * `index.ts` of its folder. Texts are not in it: each service brings its own.
 */
export interface Dependencies extends HostDependencies {
  /** In a demonstration world: everything made is marked so for ever. */
  readonly demo: boolean;
  /** The one in use: work that must not see two of them takes `asOfNow`. */
  readonly publication: Publication;
  readonly now: () => Date;
  readonly session: DatabaseSession;
  readonly runs: RunStore;
  /** Signs what leaves by file; made at first use. */
  readonly deviceKey: () => Promise<Result<SigningKey>>;
  /** Public keys of the PCs that the data of this one comes from, by their id. */
  readonly formerKeys: () => Promise<Result<ReadonlyMap<string, string>>>;
  readonly station: () => Promise<Result<Station | null>>;
  readonly teacher: () => Promise<Result<Teacher | null>>;
  /** The language chosen now. */
  readonly language: () => Promise<Language>;
  /** One run by its id, also where it could not be stored. */
  readonly run: (id: string) => Promise<Result<CheckRun>>;
  /** When the newest real check began, RFC 3339; null where there is none. */
  readonly lastRunAt: () => Promise<string | null>;
}

/** Loads something at first use, once; after a failure the next use tries again. */
export function lazy<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = null;
      throw cause;
    });
    return loading;
  };
}
