import type { DraftRule } from './check-draft.ts';

/** Of `publication/demo-keys/desk.pem`, which everybody has: whoever has it can close requests that nobody worked on. */
export const DEMO_DESK_KEY = 'MCowBQYDK2VwAyEAHzee9KyYBmFZ0ZOw/xJVDmUPRuwfAizUhmYoXp3xYqA=';

export const secretDeskKeys: DraftRule = function* ({ policy }, { demo }) {
  if (demo) return;
  for (const [at, { id, publicKey }] of policy.deskKeys.entries())
    if (publicKey === DEMO_DESK_KEY)
      yield { file: 'policy.json', field: `deskKeys.${at}.publicKey`, code: 'demo-desk-key', params: { id } };
};
