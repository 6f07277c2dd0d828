/* Reads the file of a world: one record a line, fields separated by TAB. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "world.h"

#define MAX_LINE (1 << 20)
#define MAX_FIELDS 20

World *volatile world;
wchar_t worldFile[1024];
BOOL logged;

void note(const char *format, ...) {
  FILE *log = logged ? _wfopen(L"C:\\windows-bench\\log.txt", L"a") : NULL;
  if (!log) return;
  va_list arguments;
  va_start(arguments, format);
  vfprintf(log, format, arguments);
  va_end(arguments);
  fclose(log);
}

static wchar_t *wide(const char *utf8) {
  int length = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0);
  wchar_t *text = calloc(length + 1, sizeof *text);
  MultiByteToWideChar(CP_UTF8, 0, utf8, -1, text, length);
  return text;
}

static DWORD bytesOf(const char *hex, BYTE **bytes) {
  DWORD size = (DWORD)strlen(hex) / 2;
  *bytes = calloc(size + 1, 1);
  for (DWORD at = 0; at < size; at++) {
    unsigned value = 0;
    sscanf(hex + 2 * at, "%2x", &value);
    (*bytes)[at] = (BYTE)value;
  }
  return size;
}

static DWORD number(const char *text) { return strtoul(text, NULL, 10); }
static DWORD hex(const char *text) { return strtoul(text, NULL, 16); }

static void *grow(void *items, int count, int *capacity, size_t size) {
  if (count < *capacity) return items;
  *capacity = *capacity ? 2 * *capacity : 64;
  return realloc(items, *capacity * size);
}
#define ADD(list) \
  ((list).items = grow((list).items, (list).count, &(list).capacity, sizeof *(list).items), \
   memset(&(list).items[(list).count], 0, sizeof *(list).items), &(list).items[(list).count++])

/* Known instance ids by hash; the place in `known` is the DEVINST less one. */
static CRITICAL_SECTION knownLock;
static wchar_t **known;
static int knownCount, knownCapacity;
static DWORD *slots, slotCount;

static DWORD hashOf(const wchar_t *text) {
  DWORD hash = 2166136261u;
  for (; *text; text++) hash = (hash ^ towupper(*text)) * 16777619u;
  return hash;
}

static void resize(void) {
  free(slots);
  slotCount = slotCount ? 2 * slotCount : 1024;
  slots = calloc(slotCount, sizeof *slots);
  for (int at = 0; at < knownCount; at++) {
    DWORD slot = hashOf(known[at]) % slotCount;
    while (slots[slot]) slot = (slot + 1) % slotCount;
    slots[slot] = at + 1;
  }
}

static DWORD find(const wchar_t *instance) {
  if (!slotCount) return 0;
  for (DWORD slot = hashOf(instance) % slotCount; slots[slot]; slot = (slot + 1) % slotCount)
    if (!_wcsicmp(known[slots[slot] - 1], instance)) return slots[slot];
  return 0;
}

DWORD devinstOf(const wchar_t *instance) {
  EnterCriticalSection(&knownLock);
  DWORD devinst = find(instance);
  LeaveCriticalSection(&knownLock);
  return devinst;
}

static DWORD learn(const wchar_t *instance) {
  EnterCriticalSection(&knownLock);
  DWORD devinst = find(instance);
  if (!devinst) {
    known = grow(known, knownCount, &knownCapacity, sizeof *known);
    known[knownCount++] = _wcsdup(instance);
    devinst = knownCount;
    if (2 * (DWORD)knownCount > slotCount) resize();
    else {
      DWORD slot = hashOf(instance) % slotCount;
      while (slots[slot]) slot = (slot + 1) % slotCount;
      slots[slot] = devinst;
    }
  }
  LeaveCriticalSection(&knownLock);
  return devinst;
}

static void indexNodes(World *of) {
  for (int at = 0; at < of->nodes.count; at++) of->nodes.items[at].devinst = learn(of->nodes.items[at].instance);
  of->devinsts = knownCount;
  of->byDevinst = calloc(knownCount + 1, sizeof *of->byDevinst);
  for (int at = of->nodes.count - 1; at >= 0; at--) of->byDevinst[of->nodes.items[at].devinst] = &of->nodes.items[at];
}

Node *nodeNamed(World *of, const wchar_t *instance) {
  DWORD devinst = instance ? devinstOf(instance) : 0;
  return devinst && devinst <= of->devinsts ? of->byDevinst[devinst] : NULL;
}

Node *askNode(DWORD devinst) {
  World *now = world;
  Node *node = now && devinst && devinst <= now->devinsts ? now->byDevinst[devinst] : NULL;
  if (!node) return NULL;
  return node->vanishes && InterlockedIncrement(&node->asked) > node->vanishes ? NULL : node;
}

static InterfaceKind kindOf(const char *text) {
  return !strcmp(text, "hub") ? HUB : !strcmp(text, "hid") ? HID_COLLECTION : PLAIN;
}

static OpenMode openModeOf(const char *text) {
  static const char *names[] = {"ok", "sharing", "denied", "held", "gone", "never", "not-ready"};
  for (int mode = 0; mode < 7; mode++)
    if (!strcmp(text, names[mode])) return mode;
  return OPEN_OK;
}

/* `s` text, `l` list separated by `|`, `d` number, `b` boolean, `x<type>` bytes of any type. */
static void readProperty(World *of, char **field) {
  /* The node is the last one read: nodes come with their properties. */
  if (!of->nodes.count) return;
  Node *node = &of->nodes.items[of->nodes.count - 1];
  Property *property = calloc(1, sizeof *property);
  property->guid = hex(field[1]);
  property->id = number(field[2]);
  if (field[3][0] == 's' || field[3][0] == 'l') {
    wchar_t *text = wide(field[4]);
    size_t length = wcslen(text);
    BOOL isList = field[3][0] == 'l';
    for (size_t at = 0; isList && at < length; at++)
      if (text[at] == L'|') text[at] = 0;
    property->type = isList ? TYPE_STRING_LIST : TYPE_STRING;
    property->bytes = (BYTE *)text;
    property->size = (DWORD)(length + (isList ? 2 : 1)) * sizeof *text;
  } else if (field[3][0] == 'd') {
    DWORD *value = malloc(sizeof *value);
    *value = strtoul(field[4], NULL, 0);
    property->type = TYPE_UINT32;
    property->bytes = (BYTE *)value;
    property->size = sizeof *value;
  } else if (field[3][0] == 'b') {
    property->type = TYPE_BOOLEAN;
    property->bytes = calloc(1, 1);
    property->bytes[0] = number(field[4]) ? 0xff : 0;
    property->size = 1;
  } else {
    property->type = hex(field[3] + 1);
    property->size = bytesOf(field[4], &property->bytes);
  }
  property->claimed = field[5][0] ? number(field[5]) : property->size;
  property->next = node->properties;
  node->properties = property;
}

static void readRecord(World *of, char **field) {
  const char *kind = field[0];
  if (!strcmp(kind, "node")) {
    Node *it = ADD(of->nodes);
    *it = (Node){.instance = wide(field[1]), .parent = wide(field[2]), .present = number(field[3]), .status = hex(field[4]),
                 .problem = number(field[5]), .vanishes = number(field[6])};
  } else if (!strcmp(kind, "property")) {
    readProperty(of, field);
  } else if (!strcmp(kind, "setting") && of->nodes.count) {
    /* Of the node read last, too. */
    Node *node = &of->nodes.items[of->nodes.count - 1];
    if (!strcmp(field[1], "denied")) node->keyDenied = TRUE;
    else {
      Setting *it = calloc(1, sizeof *it);
      *it = (Setting){.name = wide(field[1]), .value = number(field[2]), .next = node->settings};
      node->settings = it;
    }
  } else if (!strcmp(kind, "plan")) {
    of->planMains = number(field[1]);
    of->planBattery = number(field[2]);
    of->planError = number(field[3]);
  } else if (!strcmp(kind, "event")) {
    LogEvent *it = ADD(of->events);
    *it = (LogEvent){.channel = wide(field[1]), .error = number(field[2]), .id = number(field[3]),
                     .secondsAgo = strtol(field[4], NULL, 10), .instance = wide(field[5])};
  } else if (!strcmp(kind, "interface")) {
    Interface *it = ADD(of->interfaces);
    *it = (Interface){.instance = wide(field[1]), .guid = hex(field[2]), .kind = kindOf(field[3]), .open = openModeOf(field[4]),
                      .delay = number(field[5]), .path = wide(field[6])};
  } else if (!strcmp(kind, "hub")) {
    Hub *it = ADD(of->hubs);
    *it = (Hub){.instance = wide(field[1]), .ports = number(field[2]), .kind = number(field[3]), .busPowered = number(field[4]),
                .delay = number(field[5])};
  } else if (!strcmp(kind, "port")) {
    Port *it = ADD(of->ports);
    *it = (Port){.hub = wide(field[1]), .port = number(field[2]), .status = number(field[3]), .speed = number(field[4]),
                 .protocols = number(field[5]), .flags = number(field[6]), .connector = number(field[7]),
                 .companionIndex = number(field[8]), .companionPort = number(field[9]), .companionHub = wide(field[10]),
                 .address = number(field[11]), .configuration = number(field[12]), .isHub = number(field[13]),
                 .pipes = number(field[14])};
    BYTE *bytes;
    DWORD size = bytesOf(field[15], &bytes);
    memcpy(it->device, bytes, size < sizeof it->device ? size : sizeof it->device);
  } else if (!strcmp(kind, "descriptor")) {
    Descriptor *it = ADD(of->descriptors);
    *it = (Descriptor){.hub = wide(field[1]), .port = number(field[2]), .type = number(field[3]), .index = number(field[4]),
                       .language = hex(field[5]), .delay = number(field[7])};
    it->size = bytesOf(field[6], &it->bytes);
  } else if (!strcmp(kind, "collection")) {
    HidCollection *it = ADD(of->collections);
    *it = (HidCollection){.path = wide(field[1]), .vendor = hex(field[2]), .product = hex(field[3]), .version = hex(field[4]),
                          .usagePage = hex(field[5]), .usage = hex(field[6]), .inputLength = number(field[7]),
                          .outputLength = number(field[8]), .featureLength = number(field[9]), .manufacturerText = wide(field[10]),
                          .productText = wide(field[11]), .serialText = wide(field[12])};
  } else if (!strcmp(kind, "feature") || !strcmp(kind, "input")) {
    Report *it = kind[0] == 'f' ? ADD(of->features) : ADD(of->inputs);
    *it = (Report){.path = wide(field[1]), .id = hex(field[2]), .delay = number(field[4])};
    it->size = bytesOf(field[3], &it->bytes);
  }
}

World *readWorld(const wchar_t *file) {
  static volatile LONG once;
  if (!InterlockedExchange(&once, 1)) InitializeCriticalSection(&knownLock);
  FILE *input = _wfopen(file, L"rb");
  if (!input) return NULL;
  World *read = calloc(1, sizeof *read);
  char *line = malloc(MAX_LINE);
  char *fields[MAX_FIELDS];
  while (fgets(line, MAX_LINE, input)) {
    line[strcspn(line, "\r\n")] = 0;
    int count = 0;
    for (char *at = line; at && count < MAX_FIELDS; count++) {
      fields[count] = at;
      at = strchr(at, '\t');
      if (at) *at++ = 0;
    }
    while (count < MAX_FIELDS) fields[count++] = "";
    readRecord(read, fields);
  }
  free(line);
  fclose(input);
  indexNodes(read);
  note("world %ls: %d nodes, %d interfaces, %d ports\n", file, read->nodes.count, read->interfaces.count, read->ports.count);
  return read;
}

void keepRemoved(World *now, const World *before) {
  for (int at = 0; at < before->nodes.count; at++) {
    const Node *old = &before->nodes.items[at];
    if (nodeNamed(now, old->instance)) continue;
    Node *kept = ADD(now->nodes);
    *kept = *old;
    kept->present = FALSE;
    for (int each = 0; each < before->interfaces.count; each++)
      if (!_wcsicmp(before->interfaces.items[each].instance, old->instance)) {
        Interface *copy = ADD(now->interfaces);
        *copy = before->interfaces.items[each];
      }
  }
  indexNodes(now);
}
