/* Keys of device nodes, the power plan and the event log of the world: for cfgmgr32.dll and the stand-ins that ask it. */
#include <wchar.h>
#include "world.h"

#define EXPORT __declspec(dllexport)
/* CONFIGRET (cfgmgr32.h). */
enum { SUCCESS = 0, NO_SUCH_DEVNODE = 0x0d, NO_SUCH_REGISTRY_KEY = 0x2e, ACCESS_REFUSED = 0x33 };

/* A key in the real registry, made anew from what the world says each time it is opened. */
EXPORT DWORD WINAPI CM_Open_DevNode_Key(DWORD devinst, REGSAM access, ULONG profile, ULONG disposition, HKEY *key, ULONG flags) {
  (void)profile, (void)disposition, (void)flags;
  const Node *node = askNode(devinst);
  if (!node) return NO_SUCH_DEVNODE;
  if (node->keyDenied) return ACCESS_REFUSED;
  if (!node->settings) return NO_SUCH_REGISTRY_KEY;
  wchar_t name[80];
  swprintf(name, 80, L"Software\\windows-bench\\%lu-%lu", GetCurrentProcessId(), devinst);
  RegDeleteTreeW(HKEY_CURRENT_USER, name);
  RegCreateKeyExW(HKEY_CURRENT_USER, name, 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, key, NULL);
  for (const Setting *it = node->settings; it; it = it->next) {
    wchar_t path[200];
    wcsncpy(path, it->name, 199);
    path[199] = 0;
    wchar_t *last = wcsrchr(path, L'\\');
    if (last) *last = 0;
    HKEY own = *key;
    if (last) RegCreateKeyExW(*key, path, 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, &own, NULL);
    RegSetValueExW(own, last ? last + 1 : path, 0, REG_DWORD, (const BYTE *)&it->value, sizeof it->value);
    if (last) RegCloseKey(own);
  }
  (void)access;
  return SUCCESS;
}

EXPORT DWORD WINAPI WindowsBenchPlan(BOOL onMains, DWORD *value) {
  World *now = world;
  if (!now) return ERROR_FILE_NOT_FOUND;
  *value = onMains ? now->planMains : now->planBattery;
  return now->planError;
}

EXPORT const LogEvent *WINAPI WindowsBenchEvent(const wchar_t *channel, int wanted) {
  World *now = world;
  for (int at = 0; now && at < now->events.count; at++)
    if (!_wcsicmp(now->events.items[at].channel, channel) && !wanted--) return &now->events.items[at];
  return NULL;
}
