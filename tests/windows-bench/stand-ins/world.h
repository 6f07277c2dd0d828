/* One invented Windows PC, as the stand-in DLLs see it. The file it is read from is described in ../README.md. */
#ifndef WORLD_H
#define WORLD_H
#include <windows.h>

/* Types of device properties (devpropdef.h). */
enum { TYPE_UINT32 = 0x07, TYPE_BOOLEAN = 0x11, TYPE_STRING = 0x12, TYPE_STRING_LIST = 0x2012 };

/* A property key: only the first 32 bits of its GUID are compared. */
typedef struct {
  DWORD guid;
  BYTE rest[12];
  DWORD id;
} PropertyKey;

typedef struct Property {
  DWORD guid, id, type, size;
  /* What the stand-in says the size is, where it lies; else the size. */
  DWORD claimed;
  BYTE *bytes;
  struct Property *next;
} Property;

/* A number in the hardware key of a node. */
typedef struct Setting {
  /* With a subkey before it, where it is in one. */
  const wchar_t *name;
  DWORD value;
  struct Setting *next;
} Setting;

typedef struct {
  const wchar_t *instance, *parent;
  BOOL present;
  DWORD status, problem;
  /* After so many questions the node is gone; 0: it stays. */
  LONG vanishes;
  volatile LONG asked;
  DWORD devinst;
  Property *properties;
  Setting *settings;
  /* Its hardware key may not be read. */
  BOOL keyDenied;
} Node;

typedef enum { PLAIN, HUB, HID_COLLECTION } InterfaceKind;
typedef enum { OPEN_OK, OPEN_SHARING, OPEN_DENIED, OPEN_HELD, OPEN_GONE, OPEN_NEVER, OPEN_NOT_READY } OpenMode;

typedef struct {
  const wchar_t *instance, *path;
  DWORD guid;
  InterfaceKind kind;
  OpenMode open;
  /* Milliseconds that opening takes. */
  DWORD delay;
} Interface;

typedef struct {
  const wchar_t *instance;
  DWORD ports, kind, busPowered;
  /* Milliseconds that every answer takes. */
  DWORD delay;
} Hub;

typedef struct {
  const wchar_t *hub;
  DWORD port, status, speed, protocols, flags, connector, companionIndex, companionPort;
  const wchar_t *companionHub;
  DWORD address, configuration, isHub, pipes;
  BYTE device[18];
} Port;

typedef struct {
  const wchar_t *hub;
  DWORD port, type, index, language, size, delay;
  BYTE *bytes;
} Descriptor;

typedef struct {
  const wchar_t *path;
  DWORD vendor, product, version, usagePage, usage, inputLength, outputLength, featureLength;
  const wchar_t *manufacturerText, *productText, *serialText;
} HidCollection;

/* A feature report that can be asked for, or an input report that comes by itself. */
typedef struct {
  const wchar_t *path;
  DWORD id, size, delay;
  BYTE *bytes;
} Report;

/* An event in a channel of the event log, or the error that reading the channel ends with. */
typedef struct {
  const wchar_t *channel, *instance;
  DWORD error, id;
  /* May be in the future. */
  LONG secondsAgo;
} LogEvent;

#define LIST(Type) struct { Type *items; int count, capacity; }
typedef struct {
  LIST(Node) nodes;
  LIST(Interface) interfaces;
  LIST(Hub) hubs;
  LIST(Port) ports;
  LIST(Descriptor) descriptors;
  LIST(HidCollection) collections;
  LIST(Report) features;
  LIST(Report) inputs;
  /* The newest first. */
  LIST(LogEvent) events;
  /* USB selective suspend of the power plan, on mains and on battery, or an error of Windows. */
  DWORD planMains, planBattery, planError;
  /* Node by DEVINST, NULL where the world has none. */
  Node **byDevinst;
  DWORD devinsts;
} World;

/* The world of this moment; the pointer changes when the file does, and old worlds stay in memory. */
extern World *volatile world;
extern wchar_t worldFile[1024];

World *readWorld(const wchar_t *file);
/* Nodes of the old world that the new one lacks stay as removed devices, as Windows keeps them. */
void keepRemoved(World *now, const World *before);

/* A DEVINST stands for one instance id as long as the process lives, whatever becomes of the world. 0: no such id is known. */
DWORD devinstOf(const wchar_t *instance);
/* The node, counted as one question; NULL where it is not there or has vanished. */
Node *askNode(DWORD devinst);
Node *nodeNamed(World *of, const wchar_t *instance);

/* Writes a line into C:\windows-bench\log.txt, if that was there when the program started. */
extern BOOL logged;
void note(const char *format, ...);

/* devices.c */
void openDoors(void);
HidCollection *collectionOf(HANDLE handle);
#endif
