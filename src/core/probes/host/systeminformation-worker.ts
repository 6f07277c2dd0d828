import { parentPort } from 'node:worker_threads';
import { graphics, osInfo, type Systeminformation } from 'systeminformation';

export interface SystemInformationAnswer {
  readonly osInfo: Systeminformation.OsData;
  readonly graphics: Systeminformation.GraphicsData;
}

const [os, gpus] = await Promise.all([osInfo(), graphics()]);
parentPort?.postMessage({ osInfo: os, graphics: gpus } satisfies SystemInformationAnswer);
