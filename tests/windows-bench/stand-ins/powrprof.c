/* Stand-in for powrprof.dll: the active power plan of an invented PC. */
#include <windows.h>

#define EXPORT __declspec(dllexport)

typedef DWORD(WINAPI *Plan)(BOOL onMains, DWORD *value);

/* Loaded when it is asked for, as every program of Node's loads powrprof.dll when it starts. */
static DWORD planValue(BOOL onMains, DWORD *value) {
  HMODULE world = LoadLibraryW(L"cfgmgr32.dll");
  Plan plan = world ? (Plan)(void *)GetProcAddress(world, "WindowsBenchPlan") : NULL;
  return plan ? plan(onMains, value) : ERROR_FILE_NOT_FOUND;
}

EXPORT DWORD WINAPI PowerGetActiveScheme(HKEY root, GUID **scheme) {
  (void)root;
  *scheme = LocalAlloc(LPTR, sizeof **scheme);
  (*scheme)->Data1 = 0x381b4222; /* Balanced */
  return ERROR_SUCCESS;
}

/* USB, selective suspend (their first 32 bits); the plan has no other settings. */
static DWORD settingOf(const GUID *scheme, const GUID *group, const GUID *setting, BOOL onMains, DWORD *value) {
  if (scheme->Data1 != 0x381b4222 || group->Data1 != 0x2a737441 || setting->Data1 != 0x48e6b7a6) return ERROR_FILE_NOT_FOUND;
  return planValue(onMains, value);
}

EXPORT DWORD WINAPI PowerReadACValueIndex(HKEY root, const GUID *scheme, const GUID *group, const GUID *setting, DWORD *value) {
  (void)root;
  return settingOf(scheme, group, setting, TRUE, value);
}

EXPORT DWORD WINAPI PowerReadDCValueIndex(HKEY root, const GUID *scheme, const GUID *group, const GUID *setting, DWORD *value) {
  (void)root;
  return settingOf(scheme, group, setting, FALSE, value);
}
