import { ACCENT, ACCENT_AREA } from './strokes.ts';

/** A controller with its battery cover open. */
export const controllerBattery = (
  <>
    <ellipse cx="74" cy="42" rx="46" ry="26" />
    <path d="M54 58l22 78q4 12 18 8t10-16L84 54" />
    <circle cx="72" cy="46" r="8" />
    <rect {...ACCENT_AREA} x="138" y="58" width="74" height="32" rx="6" />
    <path {...ACCENT} d="M212 68h8v12h-8M152 74h12m-6-6v12M190 74h10" />
    <path {...ACCENT} d="M130 96q-16 12-26 8m0 0l10-7m-10 7l11 5" />
    <path d="M140 112h70q8 0 8 8t-8 8h-70q-8 0-8-8t8-8z" />
  </>
);

/** A sticker on the side of a headset. */
export const label = (
  <>
    <path d="M36 58q0-18 18-18h96q18 0 18 18v38q0 18-18 18h-20q-8 0-12-8-6-14-16-14t-16 14q-4 8-12 8H54q-18 0-18-18z" />
    <path d="M168 62h36v28h-36" />
    <rect {...ACCENT_AREA} x="58" y="54" width="88" height="32" rx="4" />
    <path
      {...ACCENT}
      d="M68 62v16M74 62v16M82 62v16M86 62v16M94 62v16M102 62v16M108 62v16M116 62v16M122 62v16M130 62v16M136 62v16"
    />
  </>
);

/** Thermometer and drop of water on a stand, away from the wall. */
export const thermometer = (
  <>
    <path d="M84 28q12 0 12 12v56q14 8 14 22 0 24-26 24t-26-24q0-14 14-22V40q0-12 12-12z" />
    <circle {...ACCENT_AREA} cx="84" cy="118" r="13" />
    <path {...ACCENT} strokeWidth="6" d="M84 105V68" />
    <path d="M106 46h12M106 60h8M106 74h12M106 88h8" />
    <path {...ACCENT_AREA} d="M172 58q24 34 24 50a24 24 0 0 1-48 0q0-16 24-50z" />
    <path {...ACCENT} d="M160 110q2 12 12 13" />
  </>
);
