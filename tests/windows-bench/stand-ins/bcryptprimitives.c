/* Debian's Wine 8 has no bcryptprimitives.dll, which Rust's standard library needs for random numbers. */
#include <windows.h>

/* RtlGenRandom under the name that advapi32 exports. */
BOOLEAN NTAPI SystemFunction036(void *buffer, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *buffer, SIZE_T size) { return SystemFunction036(buffer, (ULONG)size); }
