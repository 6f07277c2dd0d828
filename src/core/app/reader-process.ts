import { backupDatabaseReader, backupManifestReader } from '../backup/untrusted-readers.ts';
import { snapshotReader, textReportReader } from '../check-run/untrusted-readers.ts';
import { statusUpdatesReader } from '../delivery/untrusted-readers.ts';
import { assetRegisterReader, bundleReader, photoReader, reportReader } from '../inspections/untrusted-readers.ts';
import { schoolFileReader } from '../setup/untrusted-readers.ts';
import { publicationReader } from '../publication/fetch/publication-reader.ts';
import { templateReader } from '../reports/untrusted-readers.ts';
import { serveReaders } from '../platform/untrusted/serve-readers.ts';

/** The program of the process that reads files of strangers. */
serveReaders([
  assetRegisterReader,
  backupDatabaseReader,
  backupManifestReader,
  bundleReader,
  photoReader,
  publicationReader,
  reportReader,
  schoolFileReader,
  snapshotReader,
  statusUpdatesReader,
  templateReader,
  textReportReader,
]);
