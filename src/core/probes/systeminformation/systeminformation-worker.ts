import { parentPort, workerData } from 'node:worker_threads';
import { graphics, osInfo, processes, type Systeminformation } from 'systeminformation';

export interface SystemInformationResults {
  host: { readonly osInfo: Systeminformation.OsData; readonly graphics: Systeminformation.GraphicsData };
  /** Names of the running programs, one per process. */
  processes: readonly string[];
}
export type SystemInformationQuery = keyof SystemInformationResults;

const QUERIES: { readonly [Query in SystemInformationQuery]: () => Promise<SystemInformationResults[Query]> } = {
  async host() {
    const [os, gpus] = await Promise.all([osInfo(), graphics()]);
    return { osInfo: os, graphics: gpus };
  },
  processes: async () => (await processes()).list.map(({ name }) => name),
};

parentPort?.postMessage(await QUERIES[workerData as SystemInformationQuery]());
