import type { About } from '../../shared/contract.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { SecretStore } from '../signing/secret-store.ts';
import type { HotPlugSource } from '../probes/hot-plug.ts';
import type { Probes } from '../probes/probe.ts';
import type { PcTrust } from '../publication/pc-trust.ts';
import type { Publication } from '../published/publication.ts';
import type { Printer } from '../reports/printer.ts';
import type { SettingsWriter } from '../settings/settings-files.ts';

/** What the app is made of; the host or a test hands it in. */
export interface AppParts {
  readonly version: string;
  readonly host: About['host'];
  readonly dataDirectory: string;
  /** Where it is recorded who may use the data folder: above that of a demonstration, else the same. */
  readonly accessFolder?: string;
  readonly stationFile: string;
  readonly probes: Probes;
  readonly hotPlug: HotPlugSource;
  readonly publication: Publication;
  /** What was passed over when the publication was chosen. */
  readonly publicationProblems?: readonly Problem[];
  /** By which root it was chosen. */
  readonly trust?: PcTrust;
  readonly settings: SettingsWriter;
  readonly secrets: SecretStore;
  readonly printer: Printer;
  /** Data folder that the program's own failures are logged in; without it `dataDirectory`. */
  readonly logDirectory?: string;
  /** Name of the demonstration world the probes look at, null on a real PC. */
  readonly world: string | null;
}
