/* Stand-in for wevtapi.dll: channels of the event log of an invented PC. Of XPath only ids of events are understood. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "world.h"

#define EXPORT __declspec(dllexport)
enum { OLDEST_FIRST = 0x100, CHANNEL_NOT_FOUND = 15007, NO_MORE = 259 };

typedef const LogEvent *(WINAPI *EventAt)(const wchar_t *channel, int at);

/* The results of a query, or one event of them. */
typedef struct {
  wchar_t channel[200], query[600];
  BOOL oldestFirst;
  int at, count;
  const LogEvent *event;
} Object;

static EventAt eventAt(void) {
  HMODULE module = LoadLibraryW(L"cfgmgr32.dll");
  return module ? (EventAt)(void *)GetProcAddress(module, "WindowsBenchEvent") : NULL;
}

static BOOL isWanted(const Object *results, const LogEvent *event) {
  wchar_t id[40];
  swprintf(id, 40, L"EventID=%lu", event->id);
  const wchar_t *found = wcsstr(results->query, id);
  return !wcsstr(results->query, L"EventID=") || (found && !iswdigit(found[wcslen(id)]));
}

EXPORT Object *WINAPI EvtQuery(void *session, const wchar_t *channel, const wchar_t *query, DWORD flags) {
  (void)session;
  EventAt at = eventAt();
  int count = 0;
  while (at && at(channel, count)) count++;
  DWORD error = !count ? CHANNEL_NOT_FOUND : at(channel, 0)->error;
  if (error) {
    SetLastError(error);
    return NULL;
  }
  Object *results = calloc(1, sizeof *results);
  wcsncpy(results->channel, channel, 199);
  wcsncpy(results->query, query, 599);
  results->oldestFirst = (flags & OLDEST_FIRST) != 0;
  results->count = count;
  return results;
}

EXPORT BOOL WINAPI EvtNext(Object *results, DWORD room, Object **events, DWORD timeout, DWORD flags, DWORD *returned) {
  (void)timeout, (void)flags;
  EventAt at = eventAt();
  for (*returned = 0; *returned < room && results->at < results->count; results->at++) {
    const LogEvent *event = at(results->channel, results->oldestFirst ? results->count - 1 - results->at : results->at);
    if (!event->id || !isWanted(results, event)) continue;
    Object *it = calloc(1, sizeof *it);
    it->event = event;
    events[(*returned)++] = it;
  }
  SetLastError(*returned ? ERROR_SUCCESS : NO_MORE);
  return *returned > 0;
}

/* `&` is the only letter of an instance id that XML escapes. */
static void escape(const wchar_t *text, wchar_t *into) {
  for (; *text; text++) {
    if (*text == L'&') into += swprintf(into, 6, L"&amp;");
    else *into++ = *text;
  }
  *into = 0;
}

EXPORT BOOL WINAPI EvtRender(void *context, Object *of, DWORD flags, DWORD room, wchar_t *buffer, DWORD *used, DWORD *properties) {
  (void)context, (void)flags;
  wchar_t instance[2000], xml[4000];
  escape(of->event->instance, instance);
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  ULONGLONG ticks = ((ULONGLONG)now.dwHighDateTime << 32 | now.dwLowDateTime) - (LONGLONG)of->event->secondsAgo * 10000000;
  FILETIME then = {(DWORD)ticks, (DWORD)(ticks >> 32)};
  SYSTEMTIME at;
  FileTimeToSystemTime(&then, &at);
  swprintf(xml, 4000,
           L"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
           L"Name='Microsoft-Windows-Kernel-PnP'/><EventID>%lu</EventID><TimeCreated "
           L"SystemTime='%04d-%02d-%02dT%02d:%02d:%02d.1234567Z'/></System><EventData><Data "
           L"Name='DeviceInstanceId'>%ls</Data></EventData></Event>",
           of->event->id, at.wYear, at.wMonth, at.wDay, at.wHour, at.wMinute, at.wSecond, instance);
  *properties = 0;
  *used = (DWORD)(wcslen(xml) + 1) * sizeof *xml;
  if (room < *used) {
    SetLastError(ERROR_INSUFFICIENT_BUFFER);
    return FALSE;
  }
  memcpy(buffer, xml, *used);
  return TRUE;
}

EXPORT BOOL WINAPI EvtClose(Object *of) {
  free(of);
  return TRUE;
}
