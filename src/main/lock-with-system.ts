import { powerMonitor } from 'electron';

/**
 * Locks when the person has left the screen: the system locked it or sleeps. Windows locks it as well when the account is
 * switched or a remote desktop takes it over. macOS has an event of its own for switching; Linux tells only of sleep.
 */
export function lockWithSystem(lock: () => void): void {
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('user-did-resign-active', lock);
  powerMonitor.on('suspend', lock);
}
