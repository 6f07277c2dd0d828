import { defineCheck, type Judgement } from './check.ts';

/** SteamVR has not switched off a headset's driver after a crash, and every driver it is told of is there. */
export const steamVrBlockedAddon = defineCheck({
  id: 'steamvr-blocked-addon',
  needs: ['runtimes'],
  causes: ['addon-blocked', 'addon-folder-missing'],
  judge({ runtimes: { steamVr } }) {
    if (steamVr === null) return [];
    const subject = 'steamvr';
    const missing = steamVr.drivers.filter(({ exists }) => !exists).map(({ folder }) => folder);
    const judged: Judgement[] = [];
    if (steamVr.blockedAddOns.length > 0)
      judged.push({ outcome: 'warn', subject, evidence: { addons: steamVr.blockedAddOns }, cause: 'addon-blocked' });
    if (missing.length > 0)
      judged.push({ outcome: 'warn', subject, evidence: { addons: missing }, cause: 'addon-folder-missing' });
    return judged.length > 0 ? judged : [{ outcome: 'pass', subject }];
  },
});
