/* Stand-in for hid.dll: asks the stand-in of cfgmgr32.dll, which has read the world. */
#include <string.h>
#include <wchar.h>
#include "world.h"

#define EXPORT __declspec(dllexport)
#define HIDP_STATUS_SUCCESS 0x110000

static HidCollection *(WINAPI *collectionOfHandle)(HANDLE);
static const Report *(WINAPI *featureOf)(const HidCollection *, DWORD);

static HidCollection *find(HANDLE handle) {
  if (!collectionOfHandle) {
    HMODULE module = LoadLibraryW(L"cfgmgr32.dll");
    featureOf = (void *)GetProcAddress(module, "WindowsBenchFeature");
    collectionOfHandle = (void *)GetProcAddress(module, "WindowsBenchCollection");
  }
  HidCollection *collection = collectionOfHandle ? collectionOfHandle(handle) : NULL;
  if (!collection) SetLastError(ERROR_INVALID_PARAMETER);
  return collection;
}

EXPORT void WINAPI HidD_GetHidGuid(GUID *guid) {
  *guid = (GUID){0x4d1e55b2, 0xf16f, 0x11cf, {0x88, 0xcb, 0x00, 0x11, 0x11, 0x00, 0x00, 0x30}};
}

/* HIDD_ATTRIBUTES. */
EXPORT BOOLEAN WINAPI HidD_GetAttributes(HANDLE handle, BYTE *attributes) {
  HidCollection *it = find(handle);
  if (!it) return FALSE;
  memcpy(attributes + 4, &it->vendor, 2);
  memcpy(attributes + 6, &it->product, 2);
  memcpy(attributes + 8, &it->version, 2);
  return TRUE;
}

static BOOLEAN giveText(const wchar_t *text, void *buffer, ULONG room) {
  size_t size = (wcslen(text) + 1) * sizeof *text;
  if (!text[0] || size > room) {
    SetLastError(text[0] ? ERROR_INSUFFICIENT_BUFFER : ERROR_GEN_FAILURE);
    return FALSE;
  }
  memcpy(buffer, text, size);
  return TRUE;
}

EXPORT BOOLEAN WINAPI HidD_GetManufacturerString(HANDLE handle, void *buffer, ULONG room) {
  HidCollection *it = find(handle);
  return it && giveText(it->manufacturerText, buffer, room);
}

EXPORT BOOLEAN WINAPI HidD_GetProductString(HANDLE handle, void *buffer, ULONG room) {
  HidCollection *it = find(handle);
  return it && giveText(it->productText, buffer, room);
}

EXPORT BOOLEAN WINAPI HidD_GetSerialNumberString(HANDLE handle, void *buffer, ULONG room) {
  HidCollection *it = find(handle);
  return it && giveText(it->serialText, buffer, room);
}

EXPORT BOOLEAN WINAPI HidD_GetIndexedString(HANDLE handle, ULONG index, void *buffer, ULONG room) {
  (void)handle, (void)index, (void)buffer, (void)room;
  return FALSE;
}

/* Preparsed data are the collection itself: nobody looks into them. */
EXPORT BOOLEAN WINAPI HidD_GetPreparsedData(HANDLE handle, void **preparsed) {
  *preparsed = find(handle);
  return *preparsed != NULL;
}

EXPORT BOOLEAN WINAPI HidD_FreePreparsedData(void *preparsed) {
  (void)preparsed;
  return TRUE;
}

/* HIDP_CAPS. */
EXPORT LONG WINAPI HidP_GetCaps(const HidCollection *preparsed, WORD *capabilities) {
  memset(capabilities, 0, 64);
  capabilities[0] = (WORD)preparsed->usage;
  capabilities[1] = (WORD)preparsed->usagePage;
  capabilities[2] = (WORD)preparsed->inputLength;
  capabilities[3] = (WORD)preparsed->outputLength;
  capabilities[4] = (WORD)preparsed->featureLength;
  return HIDP_STATUS_SUCCESS;
}

EXPORT BOOLEAN WINAPI HidD_GetFeature(HANDLE handle, BYTE *buffer, ULONG room) {
  HidCollection *it = find(handle);
  const Report *report = it && room ? featureOf(it, buffer[0]) : NULL;
  if (!report) {
    SetLastError(ERROR_GEN_FAILURE);
    return FALSE;
  }
  if (report->delay) Sleep(report->delay);
  memcpy(buffer, report->bytes, report->size < room ? report->size : room);
  return TRUE;
}

EXPORT BOOLEAN WINAPI HidD_SetFeature(HANDLE handle, void *buffer, ULONG size) {
  (void)buffer, (void)size;
  return find(handle) != NULL;
}

EXPORT BOOLEAN WINAPI HidD_SetOutputReport(HANDLE handle, void *buffer, ULONG size) {
  (void)buffer, (void)size;
  return find(handle) != NULL;
}

EXPORT BOOLEAN WINAPI HidD_GetInputReport(HANDLE handle, void *buffer, ULONG size) {
  (void)handle, (void)buffer, (void)size;
  SetLastError(ERROR_GEN_FAILURE);
  return FALSE;
}

EXPORT BOOLEAN WINAPI HidD_SetNumInputBuffers(HANDLE handle, ULONG count) {
  (void)handle, (void)count;
  return TRUE;
}

EXPORT BOOLEAN WINAPI HidD_FlushQueue(HANDLE handle) {
  (void)handle;
  return TRUE;
}
