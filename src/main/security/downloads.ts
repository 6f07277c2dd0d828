import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Session } from 'electron';
import { pageAddress } from '../app-protocol.ts';
import { decideDownload } from './decide-download.ts';

export interface Downloads {
  /** Where files go without asking; null where people are asked. */
  readonly folder: string | null;
  /** Called once a file that went there is written, or could not be. */
  readonly kept: (file: string, isWhole: boolean) => void;
}

export function guardDownloads(session: Session, downloads: Downloads): void {
  session.on('will-download', (event, item) => {
    const { origin } = pageAddress();
    const asked = { url: item.getURL(), name: item.getFilename() };
    const answer = decideDownload(asked, { origin, folder: downloads.folder, isTaken: existsSync });
    if (answer.action === 'refuse') return event.preventDefault();
    if (answer.action === 'ask') return;
    mkdirSync(path.dirname(answer.file), { recursive: true });
    item.setSavePath(answer.file);
    item.once('done', (_event, state) => downloads.kept(answer.file, state === 'completed'));
  });
}
