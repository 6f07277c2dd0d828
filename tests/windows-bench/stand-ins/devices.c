/* Hubs and HID collections: takes the place of CreateFileW, DeviceIoControl, ReadFile, CancelIo and CloseHandle in kernel32. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "world.h"

#define MAX_HANDLES 512

/* IOCTLs of hubs and HID collections (usbioctl.h, hidclass.h). */
enum {
  GET_NODE_INFORMATION = 0x220408,
  GET_DESCRIPTOR = 0x220410,
  GET_CONNECTION = 0x220448,
  GET_HUB_CAPABILITIES = 0x220450,
  GET_HUB_INFORMATION = 0x220454,
  GET_CONNECTOR = 0x220458,
  GET_CONNECTION_V2 = 0x22045c,
  GET_FEATURE = 0xb0192,
  SET_FEATURE = 0xb0191,
};
#define STRING_DESCRIPTOR 3
#define NOT_READY_DEVICE 0x48f /* ERROR_DEVICE_NOT_CONNECTED */

/* An open device: the handle is an event, so that everything else in Windows can wait for it and close it. */
typedef struct {
  HANDLE handle;
  const Interface *opened;
  /* The read of an input report that waits. */
  OVERLAPPED *reading;
  BYTE *buffer;
  DWORD room;
  int nextReport;
} OpenDevice;
static OpenDevice devices[MAX_HANDLES];
static CRITICAL_SECTION devicesLock;

static HANDLE(WINAPI *systemCreateFile)(LPCWSTR, DWORD, DWORD, LPSECURITY_ATTRIBUTES, DWORD, DWORD, HANDLE);
static BOOL(WINAPI *systemIoControl)(HANDLE, DWORD, LPVOID, DWORD, LPVOID, DWORD, LPDWORD, LPOVERLAPPED);
static BOOL(WINAPI *systemReadFile)(HANDLE, LPVOID, DWORD, LPDWORD, LPOVERLAPPED);
static BOOL(WINAPI *systemCancelIo)(HANDLE);
static BOOL(WINAPI *systemCloseHandle)(HANDLE);

/* Called with the lock. */
static OpenDevice *deviceOf(HANDLE handle) {
  for (int at = 0; handle && at < MAX_HANDLES; at++)
    if (devices[at].handle == handle) return &devices[at];
  return NULL;
}

static const Interface *openedBy(HANDLE handle) {
  EnterCriticalSection(&devicesLock);
  OpenDevice *device = deviceOf(handle);
  const Interface *opened = device ? device->opened : NULL;
  LeaveCriticalSection(&devicesLock);
  return opened;
}

HidCollection *collectionOf(HANDLE handle) {
  const Interface *opened = openedBy(handle);
  World *of = world;
  for (int at = 0; opened && at < of->collections.count; at++)
    if (!_wcsicmp(of->collections.items[at].path, opened->path)) return &of->collections.items[at];
  return NULL;
}

static const Interface *interfaceAt(const wchar_t *path) {
  World *of = world;
  if (!path || !of || wcsncmp(path, L"\\\\?\\", 4)) return NULL;
  for (int at = 0; at < of->interfaces.count; at++) {
    const Interface *it = &of->interfaces.items[at];
    if (it->kind != PLAIN && !_wcsicmp(path, it->path)) return it;
  }
  return NULL;
}

/* What Windows answers to opening the device with this access. */
static DWORD openError(const Interface *it, DWORD access) {
  Node *node = nodeNamed(world, it->instance);
  BOOL wantsData = (access & (GENERIC_READ | GENERIC_WRITE)) != 0;
  if (!node || !node->present) return ERROR_FILE_NOT_FOUND;
  switch (it->open) {
    case OPEN_GONE: return ERROR_FILE_NOT_FOUND;
    case OPEN_NEVER: return ERROR_ACCESS_DENIED;
    case OPEN_HELD: return ERROR_SHARING_VIOLATION;
    case OPEN_SHARING: return wantsData ? ERROR_SHARING_VIOLATION : ERROR_SUCCESS;
    case OPEN_DENIED: return wantsData ? ERROR_ACCESS_DENIED : ERROR_SUCCESS;
    case OPEN_NOT_READY: return wantsData ? NOT_READY_DEVICE : ERROR_SUCCESS;
    default: return ERROR_SUCCESS;
  }
}

static HANDLE WINAPI createFile(LPCWSTR path, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD disposition, DWORD flags, HANDLE template) {
  const Interface *it = interfaceAt(path);
  if (!it) return systemCreateFile(path, access, share, security, disposition, flags, template);
  if (it->delay) Sleep(it->delay);
  DWORD error = openError(it, access);
  note("open %ls with %08lx: %lu\n", path, access, error);
  HANDLE handle = INVALID_HANDLE_VALUE;
  EnterCriticalSection(&devicesLock);
  for (int at = 0; !error && at < MAX_HANDLES; at++) {
    if (devices[at].handle) continue;
    handle = CreateEventW(NULL, TRUE, FALSE, NULL);
    devices[at] = (OpenDevice){.handle = handle, .opened = it};
    break;
  }
  LeaveCriticalSection(&devicesLock);
  SetLastError(error);
  return handle;
}

/* Ends a call, overlapped or not. */
static BOOL answer(DWORD error, DWORD size, LPDWORD returned, LPOVERLAPPED overlapped) {
  if (returned) *returned = error ? 0 : size;
  if (overlapped) {
    overlapped->Internal = error ? 0xc0000001 : 0;
    overlapped->InternalHigh = error ? 0 : size;
    if (overlapped->hEvent) SetEvent(overlapped->hEvent);
  }
  SetLastError(error);
  return !error;
}

static const Port *portOf(const wchar_t *hub, DWORD port) {
  World *of = world;
  for (int at = 0; at < of->ports.count; at++) {
    const Port *it = &of->ports.items[at];
    if (it->port == port && !_wcsicmp(it->hub, hub)) return it;
  }
  return NULL;
}

static void put16(BYTE *to, DWORD value) { memcpy(to, &value, 2); }
static void put32(BYTE *to, DWORD value) { memcpy(to, &value, 4); }

static BOOL answerDescriptor(const wchar_t *hub, BYTE *in, DWORD inSize, BYTE *out, DWORD outSize, LPDWORD returned, LPOVERLAPPED overlapped) {
  if (inSize < 12 || outSize < 12) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
  DWORD port = *(DWORD *)in, type = in[7], index = in[6], language = *(WORD *)(in + 8), wanted = *(WORD *)(in + 10);
  World *of = world;
  for (int at = 0; at < of->descriptors.count; at++) {
    const Descriptor *it = &of->descriptors.items[at];
    if (it->port != port || it->type != type || it->index != index || _wcsicmp(it->hub, hub)) continue;
    if (type == STRING_DESCRIPTOR && index && it->language != language) continue;
    if (it->delay) Sleep(it->delay);
    DWORD size = it->size < wanted ? it->size : wanted;
    if (12 + size > outSize) size = outSize - 12;
    memmove(out, in, 12);
    memcpy(out + 12, it->bytes, size);
    return answer(ERROR_SUCCESS, 12 + size, returned, overlapped);
  }
  return answer(ERROR_GEN_FAILURE, 0, returned, overlapped);
}

static BOOL answerHub(const Hub *hub, DWORD code, BYTE *in, DWORD inSize, BYTE *out, DWORD outSize, LPDWORD returned, LPOVERLAPPED overlapped) {
  if (code == GET_NODE_INFORMATION) {
    if (outSize < 76) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    memset(out, 0, 76);
    out[4] = 9;
    out[5] = hub->kind == 3 ? 0x2a : 0x29;
    out[6] = (BYTE)hub->ports;
    out[75] = (BYTE)hub->busPowered;
    return answer(ERROR_SUCCESS, 76, returned, overlapped);
  }
  if (code == GET_HUB_INFORMATION) {
    if (outSize < 77) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    memset(out, 0, 77);
    put32(out, hub->kind);
    put16(out + 4, hub->ports);
    return answer(ERROR_SUCCESS, 77, returned, overlapped);
  }
  if (code == GET_HUB_CAPABILITIES) {
    if (outSize < 4) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    put32(out, 3 | (hub->kind == 1 ? 16 : 0) | (hub->busPowered ? 64 : 0));
    return answer(ERROR_SUCCESS, 4, returned, overlapped);
  }
  if (code == GET_DESCRIPTOR) return answerDescriptor(hub->instance, in, inSize, out, outSize, returned, overlapped);
  if (inSize < 4) return answer(ERROR_INVALID_PARAMETER, 0, returned, overlapped);
  DWORD wanted = *(DWORD *)in;
  const Port *port = portOf(hub->instance, wanted);
  const Port empty = {.port = wanted, .protocols = hub->kind == 3 ? 4 : 3, .connector = 1, .companionHub = L""};
  if (!port && wanted >= 1 && wanted <= hub->ports) port = &empty;
  if (!port) return answer(ERROR_INVALID_PARAMETER, 0, returned, overlapped);
  if (code == GET_CONNECTION) {
    if (outSize < 35) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    memset(out, 0, outSize);
    put32(out, port->port);
    memcpy(out + 4, port->device, sizeof port->device);
    out[22] = (BYTE)port->configuration;
    out[23] = (BYTE)port->speed;
    out[24] = (BYTE)port->isHub;
    put16(out + 25, port->address);
    put32(out + 27, port->pipes);
    put32(out + 31, port->status);
    return answer(ERROR_SUCCESS, 35, returned, overlapped);
  }
  if (code == GET_CONNECTION_V2) {
    if (outSize < 16) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    put32(out, port->port);
    put32(out + 4, 16);
    put32(out + 8, port->protocols);
    put32(out + 12, port->flags);
    return answer(ERROR_SUCCESS, 16, returned, overlapped);
  }
  if (code == GET_CONNECTOR) {
    DWORD text = (DWORD)wcslen(port->companionHub) * sizeof(wchar_t), needed = 18 + text;
    if (outSize < 16) return answer(ERROR_INSUFFICIENT_BUFFER, 0, returned, overlapped);
    put32(out, port->port);
    put32(out + 4, needed);
    put32(out + 8, port->connector);
    put16(out + 12, port->companionIndex);
    put16(out + 14, port->companionPort);
    if (outSize < needed) return answer(ERROR_SUCCESS, 16, returned, overlapped);
    memcpy(out + 16, port->companionHub, text + sizeof(wchar_t));
    return answer(ERROR_SUCCESS, needed, returned, overlapped);
  }
  return answer(ERROR_NOT_SUPPORTED, 0, returned, overlapped);
}

static BOOL answerFeature(const HidCollection *of, DWORD code, BYTE *in, DWORD inSize, BYTE *out, DWORD outSize, LPDWORD returned, LPOVERLAPPED overlapped) {
  if (code == SET_FEATURE) return answer(ERROR_SUCCESS, inSize, returned, overlapped);
  if (code != GET_FEATURE || !outSize) return answer(ERROR_NOT_SUPPORTED, 0, returned, overlapped);
  World *now = world;
  DWORD wanted = inSize ? in[0] : out[0];
  for (int at = 0; at < now->features.count; at++) {
    const Report *it = &now->features.items[at];
    if (it->id != wanted || _wcsicmp(it->path, of->path)) continue;
    if (it->delay) Sleep(it->delay);
    DWORD size = it->size < outSize ? it->size : outSize;
    memcpy(out, it->bytes, size);
    return answer(ERROR_SUCCESS, size, returned, overlapped);
  }
  return answer(ERROR_GEN_FAILURE, 0, returned, overlapped);
}

static BOOL WINAPI ioControl(HANDLE handle, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned, LPOVERLAPPED overlapped) {
  const Interface *opened = openedBy(handle);
  if (!opened) return systemIoControl(handle, code, in, inSize, out, outSize, returned, overlapped);
  Node *node = nodeNamed(world, opened->instance);
  if (!node || !node->present) return answer(ERROR_FILE_NOT_FOUND, 0, returned, overlapped);
  HidCollection *collection = collectionOf(handle);
  if (collection) return answerFeature(collection, code, in, inSize, out, outSize, returned, overlapped);
  World *of = world;
  for (int at = 0; at < of->hubs.count; at++) {
    const Hub *hub = &of->hubs.items[at];
    if (_wcsicmp(hub->instance, opened->instance)) continue;
    if (hub->delay) Sleep(hub->delay);
    return answerHub(hub, code, in, inSize, out, outSize, returned, overlapped);
  }
  return answer(ERROR_NOT_SUPPORTED, 0, returned, overlapped);
}

/* Input reports come one after the other, each after its delay, and begin anew at the end. */
typedef struct {
  HANDLE handle;
  OVERLAPPED *reading;
  const Report *report;
} Arriving;

static DWORD WINAPI arrive(void *argument) {
  Arriving *it = argument;
  Sleep(it->report->delay);
  EnterCriticalSection(&devicesLock);
  OpenDevice *device = deviceOf(it->handle);
  if (device && device->reading == it->reading) {
    DWORD size = it->report->size < device->room ? it->report->size : device->room;
    memcpy(device->buffer, it->report->bytes, size);
    device->reading = NULL;
    it->reading->InternalHigh = size;
    it->reading->Internal = 0;
    if (it->reading->hEvent) SetEvent(it->reading->hEvent);
  }
  LeaveCriticalSection(&devicesLock);
  free(it);
  return 0;
}

static const Report *nextInput(OpenDevice *device) {
  World *of = world;
  for (int turn = 0; turn < 2; turn++) {
    int count = 0;
    for (int at = 0; at < of->inputs.count; at++)
      if (!_wcsicmp(of->inputs.items[at].path, device->opened->path) && count++ == device->nextReport) {
        device->nextReport++;
        return &of->inputs.items[at];
      }
    device->nextReport = 0;
  }
  return NULL;
}

static BOOL WINAPI readFile(HANDLE handle, LPVOID buffer, DWORD room, LPDWORD returned, LPOVERLAPPED overlapped) {
  EnterCriticalSection(&devicesLock);
  OpenDevice *device = deviceOf(handle);
  if (!device) {
    LeaveCriticalSection(&devicesLock);
    return systemReadFile(handle, buffer, room, returned, overlapped);
  }
  const Report *report = overlapped ? nextInput(device) : NULL;
  if (report) {
    Arriving *arriving = malloc(sizeof *arriving);
    *arriving = (Arriving){.handle = handle, .reading = overlapped, .report = report};
    device->reading = overlapped;
    device->buffer = buffer;
    device->room = room;
    overlapped->Internal = STATUS_PENDING;
    if (overlapped->hEvent) ResetEvent(overlapped->hEvent);
    systemCloseHandle(CreateThread(NULL, 0, arrive, arriving, 0, NULL));
  } else if (overlapped) {
    /* A device that sends nothing: the read waits until it is cancelled. */
    overlapped->Internal = STATUS_PENDING;
    if (overlapped->hEvent) ResetEvent(overlapped->hEvent);
  }
  LeaveCriticalSection(&devicesLock);
  if (returned) *returned = 0;
  SetLastError(overlapped ? ERROR_IO_PENDING : ERROR_INVALID_PARAMETER);
  return FALSE;
}

static BOOL WINAPI cancelIo(HANDLE handle) {
  EnterCriticalSection(&devicesLock);
  OpenDevice *device = deviceOf(handle);
  if (device) device->reading = NULL;
  LeaveCriticalSection(&devicesLock);
  return device ? TRUE : systemCancelIo(handle);
}

/* A closed handle's value is used again, for another file. */
static BOOL WINAPI closeHandle(HANDLE handle) {
  EnterCriticalSection(&devicesLock);
  OpenDevice *device = deviceOf(handle);
  if (device) *device = (OpenDevice){0};
  LeaveCriticalSection(&devicesLock);
  return systemCloseHandle(handle);
}

/*
 * kernel32's functions are short jumps into kernelbase: a jump to ours takes their place, and kernelbase has the genuine ones.
 * `mov rax, address; jmp rax` is 12 bytes long.
 */
static void openDoor(const char *name, void *ours, void **genuine) {
  *genuine = (void *)GetProcAddress(GetModuleHandleW(L"kernelbase.dll"), name);
  BYTE *theirs = (BYTE *)GetProcAddress(GetModuleHandleW(L"kernel32.dll"), name);
  DWORD before;
  if (!*genuine || !theirs || (void *)theirs == *genuine || !VirtualProtect(theirs, 12, PAGE_EXECUTE_READWRITE, &before)) {
    note("no way into %s\n", name);
    return;
  }
  theirs[0] = 0x48, theirs[1] = 0xb8;
  memcpy(theirs + 2, &ours, sizeof ours);
  theirs[10] = 0xff, theirs[11] = 0xe0;
  VirtualProtect(theirs, 12, before, &before);
  FlushInstructionCache(GetCurrentProcess(), theirs, 12);
}

void openDoors(void) {
  InitializeCriticalSection(&devicesLock);
  openDoor("CreateFileW", createFile, (void **)&systemCreateFile);
  openDoor("DeviceIoControl", ioControl, (void **)&systemIoControl);
  openDoor("ReadFile", readFile, (void **)&systemReadFile);
  openDoor("CancelIo", cancelIo, (void **)&systemCancelIo);
  openDoor("CloseHandle", closeHandle, (void **)&systemCloseHandle);
}
