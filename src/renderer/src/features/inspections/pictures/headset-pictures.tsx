import { ACCENT, ACCENT_AREA } from './strokes.ts';

/** Seen from the side of the face: two lenses, one with scratches. */
export const lens = (
  <>
    <rect x="30" y="36" width="180" height="88" rx="34" />
    <path d="M106 124q14-22 28 0" />
    <circle cx="80" cy="78" r="28" />
    <circle cx="160" cy="78" r="28" />
    <circle {...ACCENT_AREA} cx="160" cy="78" r="28" />
    <path {...ACCENT} d="M146 86l14-20M156 92l16-24M150 72l6-8" />
    <path d="M64 68q5-10 16-11" />
  </>
);

/** The pad comes off the headset at one corner. */
export const facePad = (
  <>
    <rect x="18" y="26" width="204" height="120" rx="44" />
    <path
      {...ACCENT_AREA}
      fillRule="evenodd"
      d="M66 40h108q36 0 36 34v18q0 40-36 40h-22q-10 0-14-10-8-18-18-18t-18 18q-4 10-14 10h-22q-36 0-36-40v-18q0-34 36-34zM72 56q-24 0-24 20v16q0 24 22 24h14q6 0 8-6 10-22 28-22t28 22q2 6 8 6h14q22 0 22-24v-16q0-20-24-20z"
    />
    <path {...ACCENT} d="M120 62v-28m0 0l-8 9m8-9l8 9" />
  </>
);

/** A strap around an outlined head, with its dial. */
export const strap = (
  <>
    <path d="M98 140v-18q-30-12-30-48 0-48 52-48t52 48q0 18-8 30v36" />
    <rect x="44" y="58" width="52" height="36" rx="10" />
    <path {...ACCENT} strokeWidth="7" d="M96 72q40 14 74 0" />
    <circle {...ACCENT_AREA} cx="176" cy="74" r="12" />
    <path {...ACCENT} d="M196 54q12 20 0 40m0 0l10-4m-10 4l-2-11" />
  </>
);

/** A cable whose sheath is torn at the plug. */
export const cableWear = (
  <>
    <path d="M30 60h40v40H30zM70 68h16v24H70zM14 68h16M14 92h16" />
    <path strokeWidth="9" d="M90 80h26" />
    <path strokeWidth="9" d="M164 80q40 0 40 34t-34 34" />
    <path {...ACCENT} d="M122 76q20-8 36 0M122 80h36M122 84q20 8 36 0" />
    <circle {...ACCENT_AREA} cx="140" cy="80" r="32" />
  </>
);

/** A headset plug next to the ports at the back of a PC. */
export const usbPort = (
  <>
    <rect x="24" y="16" width="84" height="128" rx="6" />
    <rect x="44" y="34" width="44" height="16" rx="2" />
    <rect {...ACCENT_AREA} x="44" y="72" width="44" height="18" rx="2" />
    <path {...ACCENT} d="M50 84h32" />
    <rect x="44" y="112" width="44" height="16" rx="2" />
    <path d="M136 74h22v14h-22zM158 66h34v30h-34z" />
    <path strokeWidth="7" d="M194 81h32" />
    <path {...ACCENT} d="M128 81h-26m0 0l9-7m-9 7l9 7" />
  </>
);
