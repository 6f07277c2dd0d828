import { parentPort, workerData } from 'node:worker_threads';
import { graphics, osInfo, processes, type Systeminformation } from 'systeminformation';

export interface SystemInformationAnswers {
  host: { readonly osInfo: Systeminformation.OsData; readonly graphics: Systeminformation.GraphicsData };
  /** Names of the programs that run, one per process. */
  processes: readonly string[];
}
export type Question = keyof SystemInformationAnswers;

const ANSWERS: { readonly [Asked in Question]: () => Promise<SystemInformationAnswers[Asked]> } = {
  async host() {
    const [os, gpus] = await Promise.all([osInfo(), graphics()]);
    return { osInfo: os, graphics: gpus };
  },
  processes: async () => (await processes()).list.map(({ name }) => name),
};

parentPort?.postMessage(await ANSWERS[workerData as Question]());
