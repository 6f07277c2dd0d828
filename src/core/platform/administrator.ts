/** Whether this process has the rights of the operating system's administrator: root, or an elevated account of Windows. */
export async function isAdministrator(): Promise<boolean> {
  if (process.platform !== 'win32') return process.geteuid?.() === 0;
  try {
    const { default: koffi } = await import('koffi');
    const isUserAnAdmin = koffi.load('shell32.dll').func('int IsUserAnAdmin()') as () => number;
    return isUserAnAdmin() !== 0;
  } catch {
    // Without the library nobody can tell: then nobody is.
    return false;
  }
}
