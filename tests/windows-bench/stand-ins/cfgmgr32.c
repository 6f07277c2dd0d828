/* Stand-in for cfgmgr32.dll: the Plug and Play manager over the device tree of an invented PC. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "world.h"

#define EXPORT __declspec(dllexport)

/* CONFIGRET (cfgmgr32.h). */
enum {
  SUCCESS = 0,
  INVALID_POINTER = 0x03,
  NO_SUCH_DEVNODE = 0x0d,
  FAILURE = 0x13,
  BUFFER_SMALL = 0x1a,
  NO_SUCH_VALUE = 0x25,
  NO_SUCH_DEVICE_INTERFACE = 0x37,
};

/* Flags of the lists of interfaces and of ids. */
enum { ALL_INTERFACES = 1, BY_ENUMERATOR = 1, PRESENT_ONLY = 0x100, PHANTOMS_TOO = 1 };

/* First 32 bits of the GUIDs of property keys (devpkey.h). */
enum { INSTANCE_ID = 0x78c34fc8, NODE_RELATIONS = 0x4340a6c5 };

/* Hot-plug is at the end of this file. */
static void refresh(void);

static BOOL isListed(World *of, const Interface *it, ULONG flags) {
  Node *node = nodeNamed(of, it->instance);
  return node && (node->present || (flags & ALL_INTERFACES));
}

/* Adds a text to a double-NUL list. @returns the new length; 0 where it does not fit. */
static size_t append(wchar_t *list, size_t length, size_t room, const wchar_t *text) {
  size_t more = wcslen(text) + 1;
  if (!list) return length + more;
  if (length + more + 1 > room) return 0;
  memcpy(list + length, text, more * sizeof *text);
  return length + more;
}

static DWORD listInterfaces(const GUID *class, const wchar_t *instance, wchar_t *list, size_t room, ULONG flags, size_t *length) {
  refresh();
  World *of = world;
  if (!of) return FAILURE;
  *length = 0;
  for (int at = 0; at < of->interfaces.count; at++) {
    const Interface *it = &of->interfaces.items[at];
    if (it->guid != class->Data1 || !isListed(of, it, flags)) continue;
    if (instance && instance[0] && _wcsicmp(instance, it->instance)) continue;
    *length = append(list, *length, room, it->path);
    if (!*length) return BUFFER_SMALL;
  }
  if (list) list[*length] = 0;
  *length += 1;
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_Get_Device_Interface_List_SizeW(ULONG *length, GUID *class, wchar_t *instance, ULONG flags) {
  size_t needed = 0;
  DWORD result = listInterfaces(class, instance, NULL, 0, flags, &needed);
  *length = (ULONG)needed;
  return result;
}

EXPORT DWORD WINAPI CM_Get_Device_Interface_ListW(GUID *class, wchar_t *instance, wchar_t *list, ULONG room, ULONG flags) {
  size_t length = 0;
  return listInterfaces(class, instance, list, room, flags, &length);
}

static DWORD listIds(const wchar_t *enumerator, wchar_t *list, size_t room, ULONG flags, size_t *length) {
  refresh();
  World *of = world;
  if (!of) return FAILURE;
  size_t prefix = enumerator ? wcslen(enumerator) : 0;
  *length = 0;
  for (int at = 0; at < of->nodes.count; at++) {
    const Node *node = &of->nodes.items[at];
    if ((flags & PRESENT_ONLY) && !node->present) continue;
    if ((flags & BY_ENUMERATOR) && prefix && (_wcsnicmp(node->instance, enumerator, prefix) || node->instance[prefix] != L'\\'))
      continue;
    *length = append(list, *length, room, node->instance);
    if (!*length) return BUFFER_SMALL;
  }
  if (list) list[*length] = 0;
  *length += 1;
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_Get_Device_ID_List_SizeW(ULONG *length, const wchar_t *enumerator, ULONG flags) {
  size_t needed = 0;
  DWORD result = listIds(enumerator, NULL, 0, flags, &needed);
  *length = (ULONG)needed;
  return result;
}

EXPORT DWORD WINAPI CM_Get_Device_ID_ListW(const wchar_t *enumerator, wchar_t *list, ULONG room, ULONG flags) {
  size_t length = 0;
  return listIds(enumerator, list, room, flags, &length);
}

/* Callers ask for the size first: the type has to be there even then (hidapi reads it). */
static DWORD give(const void *value, DWORD size, DWORD claimed, DWORD type, DWORD *typeOut, BYTE *buffer, ULONG *room) {
  if (typeOut) *typeOut = type;
  BOOL fits = buffer && *room >= claimed;
  if (fits) memcpy(buffer, value, size < claimed ? size : claimed);
  *room = claimed;
  return fits ? SUCCESS : BUFFER_SMALL;
}

static DWORD giveText(const wchar_t *text, DWORD *type, BYTE *buffer, ULONG *room) {
  DWORD size = (DWORD)(wcslen(text) + 1) * sizeof *text;
  return give(text, size, size, TYPE_STRING, type, buffer, room);
}

static DWORD giveProperty(const Node *node, const PropertyKey *key, DWORD *type, BYTE *buffer, ULONG *room) {
  for (const Property *it = node->properties; it; it = it->next)
    if (it->guid == key->guid && it->id == key->id) return give(it->bytes, it->size, it->claimed, it->type, type, buffer, room);
  if (key->guid == INSTANCE_ID && key->id == 256) return giveText(node->instance, type, buffer, room);
  if (key->guid == NODE_RELATIONS && key->id == 8 && node->parent[0]) return giveText(node->parent, type, buffer, room);
  if (key->guid == NODE_RELATIONS && node->present && (key->id == 2 || key->id == 3))
    return give(key->id == 2 ? &node->status : &node->problem, 4, 4, TYPE_UINT32, type, buffer, room);
  return NO_SUCH_VALUE;
}

EXPORT DWORD WINAPI CM_Get_DevNode_PropertyW(DWORD devinst, const PropertyKey *key, DWORD *type, BYTE *buffer, ULONG *room, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  if (!node) return NO_SUCH_DEVNODE;
  DWORD result = giveProperty(node, key, type, buffer, room);
  note("property %ls %08lx/%lu: %lu\n", node->instance, key->guid, key->id, result);
  return result;
}

EXPORT DWORD WINAPI CM_Get_DevNode_Property_Keys(DWORD devinst, PropertyKey *keys, ULONG *count, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  if (!node) return NO_SUCH_DEVNODE;
  ULONG found = 0;
  for (const Property *it = node->properties; it; it = it->next, found++)
    if (keys && found < *count) keys[found] = (PropertyKey){.guid = it->guid, .id = it->id};
  BOOL fits = keys && found <= *count;
  *count = found;
  return fits ? SUCCESS : BUFFER_SMALL;
}

/* A removed interface still answers: listeners ask for the instance id of what has just gone. */
EXPORT DWORD WINAPI CM_Get_Device_Interface_PropertyW(const wchar_t *path, const PropertyKey *key, DWORD *type, BYTE *buffer, ULONG *room, ULONG flags) {
  (void)flags;
  World *of = world;
  for (int at = 0; of && at < of->interfaces.count; at++) {
    if (_wcsicmp(path, of->interfaces.items[at].path)) continue;
    Node *node = nodeNamed(of, of->interfaces.items[at].instance);
    return node ? giveProperty(node, key, type, buffer, room) : NO_SUCH_DEVICE_INTERFACE;
  }
  return NO_SUCH_DEVICE_INTERFACE;
}

EXPORT DWORD WINAPI CM_Locate_DevNodeW(DWORD *devinst, wchar_t *instance, ULONG flags) {
  World *of = world;
  if (!of || !of->nodes.count) return FAILURE;
  Node *node = instance && instance[0] ? nodeNamed(of, instance) : &of->nodes.items[0];
  if (!node || (!node->present && !(flags & PHANTOMS_TOO))) return NO_SUCH_DEVNODE;
  *devinst = node->devinst;
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_Get_Parent(DWORD *parent, DWORD devinst, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  Node *above = node ? nodeNamed(world, node->parent) : NULL;
  if (!above) return NO_SUCH_DEVNODE;
  *parent = above->devinst;
  return SUCCESS;
}

/* The next present node with this parent, from a place of the list on. */
static DWORD nextBelow(World *of, const wchar_t *parent, int from, DWORD *devinst) {
  for (int at = from; at < of->nodes.count; at++) {
    const Node *node = &of->nodes.items[at];
    if (!node->present || _wcsicmp(node->parent, parent)) continue;
    *devinst = node->devinst;
    return SUCCESS;
  }
  return NO_SUCH_DEVNODE;
}

EXPORT DWORD WINAPI CM_Get_Child(DWORD *child, DWORD devinst, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  return node ? nextBelow(world, node->instance, 0, child) : NO_SUCH_DEVNODE;
}

EXPORT DWORD WINAPI CM_Get_Sibling(DWORD *sibling, DWORD devinst, ULONG flags) {
  (void)flags;
  World *of = world;
  Node *node = askNode(devinst);
  return node ? nextBelow(of, node->parent, (int)(node - of->nodes.items) + 1, sibling) : NO_SUCH_DEVNODE;
}

EXPORT DWORD WINAPI CM_Get_DevNode_Status(ULONG *status, ULONG *problem, DWORD devinst, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  if (!node || !node->present) return NO_SUCH_DEVNODE;
  *status = node->status;
  *problem = node->problem;
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_Get_Device_ID_Size(ULONG *length, DWORD devinst, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  if (!node) return NO_SUCH_DEVNODE;
  *length = (ULONG)wcslen(node->instance);
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_Get_Device_IDW(DWORD devinst, wchar_t *buffer, ULONG room, ULONG flags) {
  (void)flags;
  Node *node = askNode(devinst);
  if (!node) return NO_SUCH_DEVNODE;
  if (room < wcslen(node->instance) + 1) return BUFFER_SMALL;
  wcscpy(buffer, node->instance);
  return SUCCESS;
}

EXPORT DWORD WINAPI CM_MapCrToWin32Err(DWORD result, DWORD otherwise) {
  return result == SUCCESS ? ERROR_SUCCESS : result == BUFFER_SMALL ? ERROR_INSUFFICIENT_BUFFER : otherwise;
}

/* Hot-plug: a thread follows the file's time, and so does whoever asks for a list. */

#define POLL_MS 50
#define MAX_LISTENERS 32

/* CM_NOTIFY_FILTER and CM_NOTIFY_EVENT_DATA for device interfaces. */
typedef struct {
  DWORD size, flags, type, reserved;
  GUID class;
} NotifyFilter;
typedef struct {
  DWORD type, reserved;
  GUID class;
  wchar_t path[600];
} NotifyEvent;
enum { ARRIVAL = 0, REMOVAL = 1, ALL_CLASSES = 1 };

typedef DWORD(WINAPI *NotifyCallback)(void *handle, void *context, DWORD action, void *event, DWORD size);
typedef struct {
  volatile LONG used;
  DWORD class;
  BOOL all;
  NotifyCallback callback;
  void *context;
} Listener;
static Listener listeners[MAX_LISTENERS];
/* Whether the file is followed. */
static volatile LONG follows;

static void announce(const Interface *it, DWORD action) {
  NotifyEvent event = {.class = {.Data1 = it->guid}};
  wcsncpy(event.path, it->path, 599);
  DWORD size = (DWORD)(offsetof(NotifyEvent, path) + (wcslen(event.path) + 1) * sizeof(wchar_t));
  for (int at = 0; at < MAX_LISTENERS; at++) {
    Listener *to = &listeners[at];
    if (to->used && (to->all || to->class == it->guid)) to->callback(to, to->context, action, &event, size);
  }
}

static BOOL has(World *of, const Interface *wanted) {
  for (int at = 0; at < of->interfaces.count; at++) {
    const Interface *it = &of->interfaces.items[at];
    if (it->guid == wanted->guid && !_wcsicmp(it->path, wanted->path) && isListed(of, it, 0)) return TRUE;
  }
  return FALSE;
}

static void announceDifferences(World *from, World *to, DWORD action) {
  for (int at = 0; at < from->interfaces.count; at++) {
    const Interface *it = &from->interfaces.items[at];
    if (isListed(from, it, 0) && !has(to, it)) announce(it, action);
  }
}

static ULONGLONG changedAt(void) {
  WIN32_FILE_ATTRIBUTE_DATA about;
  if (!GetFileAttributesExW(worldFile, GetFileExInfoStandard, &about)) return 0;
  return ((ULONGLONG)about.ftLastWriteTime.dwHighDateTime << 32 | about.ftLastWriteTime.dwLowDateTime) + about.nFileSizeLow;
}

static CRITICAL_SECTION refreshLock;
static ULONGLONG seen;

/* Takes the world of now, where the file has changed, and says what came and went. */
static void refresh(void) {
  if (!follows) return;
  EnterCriticalSection(&refreshLock);
  ULONGLONG now = changedAt();
  World *before = world, *next = now && now != seen ? readWorld(worldFile) : NULL;
  if (next) {
    seen = now;
    if (before) keepRemoved(next, before);
    world = next;
  }
  LeaveCriticalSection(&refreshLock);
  if (!next || !before) return;
  announceDifferences(before, next, REMOVAL);
  announceDifferences(next, before, ARRIVAL);
}

static DWORD WINAPI follow(void *unused) {
  (void)unused;
  for (; follows; Sleep(POLL_MS)) refresh();
  return 0;
}

EXPORT DWORD WINAPI CM_Register_Notification(NotifyFilter *filter, void *context, NotifyCallback callback, void **handle) {
  for (int at = 0; at < MAX_LISTENERS; at++) {
    Listener *it = &listeners[at];
    if (it->used) continue;
    it->class = filter->class.Data1;
    it->all = (filter->flags & ALL_CLASSES) != 0;
    it->callback = callback;
    it->context = context;
    InterlockedExchange(&it->used, 1);
    *handle = it;
    return SUCCESS;
  }
  return FAILURE;
}

EXPORT DWORD WINAPI CM_Unregister_Notification(Listener *listener) {
  if (listener) InterlockedExchange(&listener->used, 0);
  return SUCCESS;
}

/* For tests: takes another world for the rest of the process, with nothing kept of the one before. */
EXPORT BOOL WINAPI WindowsBenchLoad(const wchar_t *file) {
  World *next = readWorld(file);
  if (!next) return FALSE;
  follows = 0;
  wcsncpy(worldFile, file, 1023);
  world = next;
  return TRUE;
}

/* For the stand-in of hid.dll. */
EXPORT HidCollection *WINAPI WindowsBenchCollection(HANDLE handle) { return collectionOf(handle); }

EXPORT const Report *WINAPI WindowsBenchFeature(const HidCollection *of, DWORD id) {
  World *now = world;
  for (int at = 0; at < now->features.count; at++) {
    const Report *it = &now->features.items[at];
    if (it->id == id && !_wcsicmp(it->path, of->path)) return it;
  }
  return NULL;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved) {
  (void)module, (void)reserved;
  if (reason != DLL_PROCESS_ATTACH) return TRUE;
  /* A fixed place: the program gives its own processes few variables. */
  wcscpy(worldFile, L"C:\\windows-bench\\world.txt");
  logged = GetFileAttributesW(L"C:\\windows-bench\\log.txt") != INVALID_FILE_ATTRIBUTES;
  InitializeCriticalSection(&refreshLock);
  seen = changedAt();
  world = readWorld(worldFile);
  openDoors();
  follows = 1;
  CloseHandle(CreateThread(NULL, 0, follow, NULL, 0, NULL));
  return TRUE;
}
