import { ACCENT, ACCENT_AREA } from './strokes.ts';

/** A base station on its bracket in the corner, on a safety rope, looking down. */
export const baseStation = (
  <>
    <path d="M20 20h200M20 20v124" />
    <g transform="translate(0 16)">
      <path d="M20 52h26v-14" />
      <path d="M46 40l24 6" strokeWidth="7" />
      <rect x="70" y="28" width="58" height="46" rx="8" transform="rotate(22 99 51)" />
      <circle cx="103" cy="56" r="12" />
      <circle {...ACCENT_AREA} cx="42" cy="46" r="18" />
      <path {...ACCENT} strokeDasharray="6 6" d="M124 76l74 58M100 84l18 56" />
      <path {...ACCENT} d="M110 4q-6 16 2 30" />
    </g>
  </>
);

/** A marked floor from above, a person with outstretched arms, a chair too near. */
export const playArea = (
  <>
    <rect {...ACCENT_AREA} x="34" y="18" width="172" height="124" rx="8" strokeDasharray="10 7" />
    <circle cx="108" cy="80" r="14" />
    <path d="M94 80H60m62 0h34M54 74v12M162 74v12" />
    <path d="M104 66h8v-6h-8z" />
    <path d="M186 96h36v36h-36zM186 96v-14h36v14" />
    <path {...ACCENT} strokeWidth="4" d="M176 84l-14 14m0-14l14 14" />
  </>
);

/** A strip with three sockets; the last one is scorched. */
export const powerStrip = (
  <>
    <rect x="24" y="56" width="168" height="50" rx="10" />
    <path strokeWidth="5" d="M192 81h14q14 0 14 18t-14 18" />
    <path d="M46 74l6 8M66 74l-6 8M56 90v7M98 74l6 8M118 74l-6 8M108 90v7M150 74l6 8M170 74l-6 8M160 90v7" />
    <circle {...ACCENT_AREA} cx="160" cy="83" r="22" />
    <path {...ACCENT} d="M148 46q-7-8 0-15t0-15M162 46q-7-8 0-15t0-15M176 46q-7-8 0-15t0-15" />
  </>
);

/** A breaker with its lever and its test button. */
export const leakageProtector = (
  <>
    <rect x="72" y="14" width="96" height="132" rx="8" />
    <path d="M72 40h96M72 120h96M90 27h4M118 27h4M146 27h4M90 133h4M118 133h4M146 133h4" />
    <rect x="90" y="52" width="32" height="56" rx="4" />
    <rect x="95" y="58" width="22" height="22" rx="3" />
    <rect {...ACCENT_AREA} x="134" y="70" width="22" height="22" rx="4" />
    <path {...ACCENT} d="M218 81h-54m0 0l10-8m-10 8l10 8" />
  </>
);

/** An extinguisher; its gauge is drawn large. */
export const fireExtinguisher = (
  <>
    <path d="M52 148V62q0-18 24-18t24 18v86z" />
    <path d="M76 44V30M60 30h38l10-10M60 22h34M60 30q-24 4-24 34v20" />
    <circle {...ACCENT_AREA} cx="172" cy="76" r="36" />
    <path d="M148 92a29 29 0 0 1 6-36M190 55a29 29 0 0 1 6 36" />
    <path {...ACCENT} strokeWidth="6" d="M160 50q12-6 24 0" />
    <path {...ACCENT} d="M172 78V54" />
    <path d="M86 36l52 28" strokeDasharray="4 5" />
  </>
);

/** A door that opens outwards, a running person, a clear way. */
export const fireExit = (
  <>
    <path d="M136 144V20h70v124M12 144h216" />
    <path d="M136 20l44 14v122l-44-12" />
    <path d="M170 92v8" strokeWidth="5" />
    <circle {...ACCENT_AREA} cx="76" cy="42" r="10" />
    <path {...ACCENT} strokeWidth="5" d="M72 56L62 90l20 14-4 30M62 90l-10 22H28M70 62l22 14 16-6M70 62l-18 4-8 18" />
  </>
);
