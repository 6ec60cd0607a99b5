// What of the C library's allocator Swift's Glibc module does not have.
#include <malloc.h>
