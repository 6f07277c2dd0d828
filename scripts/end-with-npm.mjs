const LOOK_MS = 2000;

/**
 * `kill` on `npm start` ends npm and its shell, and the shell passes nothing on: the program would stay behind, with nobody who
 * knows of it. So under npm the loss of the parent is the wish to end. Windows does not tell of it.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  looking.unref();
}
