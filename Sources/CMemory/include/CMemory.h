#ifndef CMEMORY_H
#define CMEMORY_H

/* What of the C library's allocator Swift's Glibc module does not have. */
#include <malloc.h>

/* Takes all code and constants of the program and its libraries out of the process' memory, as far as nothing was ever
   written to them. What is needed comes back from the kernel's cache of files, or from the files, when it is. */
void memory_unmap_code(void);

#endif
