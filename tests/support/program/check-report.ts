/** What `vrlab check --json` prints, as far as tests look at it. */
export interface Report {
  schema: string;
  verdict: string;
  demo: boolean;
  devices: Record<string, unknown>[];
  findings: { check: string; outcome: string; cause: string | null; remedy: { teacher: string[] } }[];
  probes: { id: string; status: string; error?: { code: string } }[];
}

/** The report in what the command printed. */
export const reportOf = (stdout: string): Report => JSON.parse(stdout) as Report;
