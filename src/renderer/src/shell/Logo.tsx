/** The sign of the program: a headset with a tick where the eyes are. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
      <rect width="44" height="44" rx="12" />
      <path d="M11 17.5a3.5 3.5 0 0 1 3.5-3.5h15a3.5 3.5 0 0 1 3.5 3.5v8a4.5 4.5 0 0 1-4.5 4.5h-2.2a3 3 0 0 1-2.3-1.1l-.5-.6a2 2 0 0 0-3 0l-.5.6a3 3 0 0 1-2.3 1.1h-2.2a4.5 4.5 0 0 1-4.5-4.5z" />
      <path d="m17.5 20.7 3 3 6-6.2" />
    </svg>
  );
}
